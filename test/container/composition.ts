import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { DockerEngine } from './dockerEngine.ts';

const run = promisify(execFile);

/** A file for docker compose, the name that its parts get, and its variables. */
export interface CompositionPlan {
  readonly name: string;
  readonly file: string;
  readonly variables: NodeJS.ProcessEnv;
}

/** The services of a file for docker compose. */
export class Composition {
  readonly #program: readonly [string, ...string[]];
  readonly #environment: NodeJS.ProcessEnv;

  private constructor(
    program: readonly [string, ...string[]],
    { environment }: DockerEngine,
    { name, file, variables }: CompositionPlan,
  ) {
    this.#program = [...program, '--file', file, '--project-name', name];
    this.#environment = { ...environment, ...variables };
  }

  /** @throws Error if there is neither the client's plugin nor Debian's docker-compose. */
  static async find(engine: DockerEngine, plan: CompositionPlan): Promise<Composition> {
    const programs = [[engine.program, 'compose'], ['docker-compose']] as const;
    for (const [file, ...args] of programs) {
      const isThere = await run(file, [...args, 'version']).catch(() => null);
      if (isThere !== null) return new Composition([file, ...args], engine, plan);
    }
    throw new Error("no docker compose: install its plugin, or Debian's docker-compose");
  }

  /**
   * Starts a service from an image that is there.
   * @returns the id of its container.
   */
  async start(service: string): Promise<string> {
    await this.#compose('up', '--detach', '--no-build', service);
    return (await this.#compose('ps', '--quiet', service)).trim();
  }

  /** Removes its containers, networks and volumes. */
  async remove(): Promise<void> {
    await this.#compose('down', '--volumes', '--timeout', '5');
  }

  async #compose(...args: readonly string[]): Promise<string> {
    const [file, ...all] = [...this.#program, ...args] as const;
    return (await run(file, all, { env: this.#environment })).stdout;
  }
}
