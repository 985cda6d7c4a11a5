import { isFailure } from '../../../src/core/errors.ts';

/**
 * Starts llama.cpp on a machine without a matching binary, as the library sees an old system.
 * Prints why that fails.
 */
Object.defineProperty(process, 'arch', { value: 'mips64' });
const { startLlama } = await import('../../../src/node/llama/llamaRuntime.ts');
try {
  await startLlama(() => undefined);
} catch (error) {
  if (!isFailure(error)) throw error;
  console.log(JSON.stringify({ reason: error.reason, message: error.message }));
}
