import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { cacheFolder } from '../support/paths.ts';
import { startGroup } from '../support/processGroup.ts';

const run = promisify(execFile);
const startMs = 60_000;

/** A Docker engine that answers. */
export interface DockerEngine {
  /** The client, and the environment in which it and tools that call it find the engine. */
  readonly program: string;
  readonly environment: NodeJS.ProcessEnv;
  /**
   * Runs `docker ARGS` to completion.
   * @returns its output.
   * @throws Error if it fails.
   */
  docker(...args: readonly string[]): Promise<string>;
  /** Stops the engine if it was started for this run. */
  stop(): Promise<void>;
}

/**
 * The engine that the environment names, else a private one: `dockerd` from Debian's docker.io, as
 * root, which leaves this machine's firewall alone.
 * @throws Error with the reason if there is neither.
 */
export async function startDockerEngine(): Promise<DockerEngine> {
  const own = client({});
  if (await answers(own)) return { ...own, stop: () => Promise.resolve() };
  if (process.getuid?.() !== 0 || !existsSync('/usr/sbin/dockerd'))
    throw new Error("no Docker engine: start one, or install Debian's docker.io and run as root");
  const home = join(cacheFolder, 'docker');
  await mkdir(home, { recursive: true });
  const socket = `unix://${join(home, 'docker.sock')}`;
  const places = ['--data-root', join(home, 'data'), '--exec-root', join(home, 'exec')];
  const untouched = ['--iptables=false', '--ip-masq=false', '--storage-driver=overlay2'];
  const daemon = startGroup(
    '/usr/sbin/dockerd',
    ['--host', socket, '--pidfile', join(home, 'docker.pid'), ...places, ...untouched],
    { stdio: 'ignore' },
  );
  const started = client({ DOCKER_HOST: socket });
  const deadline = Date.now() + startMs;
  while (!(await answers(started))) {
    if (Date.now() > deadline) {
      await daemon.stop();
      throw new Error(`dockerd does not answer within ${startMs / 1000} s`);
    }
    await delay(200);
  }
  return { ...started, stop: () => daemon.stop() };
}

type Client = Omit<DockerEngine, 'stop'>;

/**
 * Only BuildKit knows the list of ignored files beside the Dockerfile. Debian's client builds with
 * it on its own; newer ones need a plugin for it.
 */
function client(own: NodeJS.ProcessEnv): Client {
  const environment = { ...process.env, DOCKER_BUILDKIT: '1', ...own };
  const program = existsSync('/usr/bin/docker') ? '/usr/bin/docker' : 'docker';
  const docker = async (...args: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await run(program, args, { env: environment, maxBuffer: 64e6 });
    return stdout + stderr;
  };
  return { program, environment, docker };
}

async function answers({ docker }: Client): Promise<boolean> {
  return docker('info').then(
    (text) => !text.includes('ERROR'),
    () => false,
  );
}
