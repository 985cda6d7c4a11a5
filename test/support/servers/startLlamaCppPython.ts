import { join } from 'node:path';
import { repositoryRoot } from '../paths.ts';
import { ModelServer } from './modelServer.ts';
import { unpackLlamaCppPython } from './unpackLlamaCppPython.ts';

const script = join(repositoryRoot, 'test/support/servers/serveLlamaCppPython.py');

/**
 * Starts the server of llama-cpp-python (FastAPI and uvicorn) with a model: another
 * OpenAI-compatible server than llama.cpp's own. Skips the test, with the reason, if it cannot be
 * had here.
 */
export async function startLlamaCppPython(
  context: Mocha.Context,
  model: string,
  args: readonly string[] = [],
): Promise<ModelServer> {
  const unpacked = await unpackLlamaCppPython();
  if ('missing' in unpacked) {
    console.warn(`SKIPPED: ${unpacked.missing}.`);
    return context.skip();
  }
  const own = ['--model', model, '--host', '127.0.0.1', '--port', '0', '--n_threads', '1'];
  return ModelServer.start({
    name: 'llama-cpp-python',
    path: 'python3',
    args: [script, ...own, ...args],
    env: { ...process.env, PYTHONPATH: unpacked.path },
    ready: /running on (http:\/\/\S+)/,
  });
}
