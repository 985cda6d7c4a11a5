import { isFailure } from '../../../src/core/errors.ts';

/**
 * Starts llama.cpp on a machine that no binary was built for, as an old system looks to the
 * library. Says why that fails.
 */
Object.defineProperty(process, 'arch', { value: 'mips64' });
const { startLlama } = await import('../../../src/node/llama/llamaRuntime.ts');
try {
  await startLlama(() => undefined);
} catch (error) {
  if (!isFailure(error)) throw error;
  console.log(JSON.stringify({ reason: error.reason, message: error.message }));
}
