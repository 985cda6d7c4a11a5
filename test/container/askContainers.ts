import assert from 'node:assert/strict';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fixtureWorkspace, repositoryRoot } from '../support/paths.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { provideBaseImage } from './baseImage.ts';
import { startDockerEngine } from './dockerEngine.ts';
import type { DockerEngine } from './dockerEngine.ts';

const port = 18_501;
const healthyMs = 180_000;

/** The image of media/container, built from this checkout, and the containers started from it. */
export class AskContainers implements AsyncDisposable {
  readonly image = 'ask-workspace:test';
  /** Where a started one answers, if it listens to the outside. */
  readonly address = `http://127.0.0.1:${port}`;
  readonly engine: DockerEngine;
  readonly #folder = throwAwayFolder('container');
  readonly #ids: string[] = [];

  private constructor(engine: DockerEngine) {
    this.engine = engine;
  }

  /** @throws Error with the reason if there is no engine, or if the image cannot be built. */
  static async build(engine: DockerEngine): Promise<AskContainers> {
    await provideBaseImage(engine);
    const containers = new AskContainers(engine);
    const file = join(repositoryRoot, 'media/container/Dockerfile');
    const tag = ['--tag', containers.image];
    await engine.docker('build', '--network=host', ...tag, '--file', file, repositoryRoot);
    await cp(fixtureWorkspace, containers.workspace, { recursive: true });
    await mkdir(containers.#models);
    return containers;
  }

  /** The folder on this machine that they open. */
  get workspace(): string {
    return join(this.#folder.path, 'courier');
  }

  get #models(): string {
    return join(this.#folder.path, 'models');
  }

  /** Runs `docker ARGS`. */
  docker(...args: readonly string[]): Promise<string> {
    return this.engine.docker(...args);
  }

  /**
   * Starts one as compose.yaml does.
   * @returns its id.
   */
  async start(...options: readonly string[]): Promise<string> {
    const volumes = ['-v', `${this.workspace}:/workspace`, '-v', `${this.#models}:/models:ro`];
    const locked = ['--read-only', '--tmpfs', '/tmp', '--cap-drop=ALL'];
    const args = [...locked, ...volumes, '-p', `127.0.0.1:${port}:8501`, ...options, this.image];
    const id = (await this.docker('run', '--detach', ...args)).trim();
    this.#ids.push(id);
    return id;
  }

  /**
   * Resolves once a container's health check passes.
   * @throws Error with its log if that takes more than three minutes.
   */
  async healthy(id: string): Promise<void> {
    const deadline = Date.now() + healthyMs;
    const status = () => this.docker('inspect', '-f', '{{.State.Health.Status}}', id);
    while ((await status()).trim() !== 'healthy') {
      assert.ok(Date.now() < deadline, await this.docker('logs', id));
      await delay(1000);
    }
  }

  /** Removes the containers that were started. */
  async removeAll(): Promise<void> {
    for (const id of this.#ids.splice(0)) await this.docker('rm', '--force', '--volumes', id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.removeAll();
    await this.#folder[Symbol.asyncDispose]();
  }
}

/**
 * Starts an engine and builds the image for the tests around this call, or skips them and says why.
 * @returns gives them, within a test or a hook.
 */
export function containersForTests(): () => AskContainers {
  let engine: DockerEngine | undefined;
  let containers: AskContainers | undefined;
  before(async function () {
    try {
      engine = await startDockerEngine();
    } catch (error) {
      console.log(`skipped: ${String(error)}`);
      this.skip();
    }
    containers = await AskContainers.build(engine);
  });
  after(async () => {
    await containers?.[Symbol.asyncDispose]();
    await engine?.stop();
  });
  return () => {
    if (containers === undefined) throw new Error('The image is built by a hook.');
    return containers;
  };
}
