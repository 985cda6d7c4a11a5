import { llamaServerProgram } from './buildLlamaServer.ts';
import { ModelServer } from './modelServer.ts';

/**
 * Starts llama.cpp's own server with a model. Skips the test, with the reason, if there is no such
 * program.
 */
export async function startLlamaServer(
  context: Mocha.Context,
  model: string,
  args: readonly string[] = [],
): Promise<ModelServer> {
  const program = await llamaServerProgram();
  if ('missing' in program) {
    console.warn(`SKIPPED: ${program.missing}.`);
    return context.skip();
  }
  const own = ['-m', model, '--host', '127.0.0.1', '--port', '0', '-t', '1', '-np', '1'];
  return ModelServer.start({
    name: 'llama-server',
    path: program.path,
    args: [...own, ...args],
    ready: /listening on (http:\S+)/,
  });
}
