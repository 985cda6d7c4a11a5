import { createInterface } from 'node:readline';
import { startGroup } from '../processGroup.ts';
import type { ProcessGroup } from '../processGroup.ts';
import { llamaServerProgram } from './buildLlamaServer.ts';

/** llama.cpp's own server with a model, on a free port of the loopback address. */
export class LlamaServer implements AsyncDisposable {
  readonly url: string;
  readonly #group: ProcessGroup;

  private constructor(group: ProcessGroup, url: string) {
    this.#group = group;
    this.url = url;
  }

  /** Skips the test, with the reason, if there is no such program. */
  static async start(
    context: Mocha.Context,
    model: string,
    args: readonly string[] = [],
  ): Promise<LlamaServer> {
    const program = await llamaServerProgram();
    if ('missing' in program) {
      console.warn(`SKIPPED: ${program.missing}.`);
      return context.skip();
    }
    const own = ['-m', model, '--host', '127.0.0.1', '--port', '0', '-t', '1', '-np', '1'];
    const group = startGroup(program.path, [...own, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const log: string[] = [];
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    if (group.leader.stderr !== null)
      createInterface({ input: group.leader.stderr }).on('line', (line) => {
        log.push(line);
        const url = /listening on (http:\S+)/.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
    group.ended.then(
      () => {
        reject(new Error(`llama-server ended:\n${log.slice(-20).join('\n')}`));
      },
      (error: unknown) => {
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
    return new LlamaServer(group, await promise);
  }

  get host(): string {
    return new URL(this.url).host;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#group.stop();
  }
}
