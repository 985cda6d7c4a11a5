import { createInterface } from 'node:readline';
import { startGroup } from '../processGroup.ts';
import type { ProcessGroup } from '../processGroup.ts';

export interface ModelServerProgram {
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Finds the server's address, as its only group, in the line that says that it is ready. */
  readonly ready: RegExp;
}

/** A program that serves a model on a free port of the loopback address. */
export class ModelServer implements AsyncDisposable {
  readonly url: string;
  readonly #group: ProcessGroup;

  private constructor(group: ProcessGroup, url: string) {
    this.#group = group;
    this.url = url;
  }

  /** @throws Error with the end of its log if it ends before it is ready. */
  static async start({ name, path, args, env, ready }: ModelServerProgram): Promise<ModelServer> {
    const group = startGroup(path, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(env === undefined ? {} : { env }),
    });
    const log: string[] = [];
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    if (group.leader.stderr !== null)
      createInterface({ input: group.leader.stderr }).on('line', (line) => {
        log.push(line);
        const url = ready.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
    group.ended.then(
      () => {
        reject(new Error(`${name} ended:\n${log.slice(-20).join('\n')}`));
      },
      (error: unknown) => {
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
    return new ModelServer(group, await promise);
  }

  get host(): string {
    return new URL(this.url).host;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#group.stop();
  }
}
