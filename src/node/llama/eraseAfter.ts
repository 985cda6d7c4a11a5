import type { LlamaContextSequence } from 'node-llama-cpp';

/** Takes all tokens after the first `length` out of the context. */
export async function eraseAfter(sequence: LlamaContextSequence, length: number): Promise<void> {
  if (sequence.nextTokenIndex > length)
    await sequence.eraseContextTokenRanges([{ start: length, end: sequence.nextTokenIndex }]);
}
