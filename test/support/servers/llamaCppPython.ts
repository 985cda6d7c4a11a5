import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { repositoryRoot } from '../paths.ts';
import { startGroup } from '../processGroup.ts';
import type { ProcessGroup } from '../processGroup.ts';
import { unpackLlamaCppPython } from './unpackLlamaCppPython.ts';

const script = join(repositoryRoot, 'test/support/servers/serveLlamaCppPython.py');

/**
 * The server of llama-cpp-python (FastAPI and uvicorn) with a model, on a free port of the loopback
 * address: another OpenAI-compatible server than llama.cpp's own.
 */
export class LlamaCppPython implements AsyncDisposable {
  readonly url: string;
  readonly #group: ProcessGroup;

  private constructor(group: ProcessGroup, url: string) {
    this.#group = group;
    this.url = url;
  }

  /** Skips the test, with the reason, if it cannot be had here. */
  static async start(
    context: Mocha.Context,
    model: string,
    args: readonly string[] = [],
  ): Promise<LlamaCppPython> {
    const unpacked = await unpackLlamaCppPython();
    if ('missing' in unpacked) {
      console.warn(`SKIPPED: ${unpacked.missing}.`);
      return context.skip();
    }
    const own = ['--model', model, '--host', '127.0.0.1', '--port', '0', '--n_threads', '1'];
    const group = startGroup('python3', [script, ...own, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, PYTHONPATH: unpacked.path },
    });
    const log: string[] = [];
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    if (group.leader.stderr !== null)
      createInterface({ input: group.leader.stderr }).on('line', (line) => {
        log.push(line);
        const url = /running on (http:\/\/\S+)/.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
    group.ended.then(
      () => {
        reject(new Error(`llama-cpp-python ended:\n${log.slice(-20).join('\n')}`));
      },
      (error: unknown) => {
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
    return new LlamaCppPython(group, await promise);
  }

  get host(): string {
    return new URL(this.url).host;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#group.stop();
  }
}
