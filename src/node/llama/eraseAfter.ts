import type { LlamaContextSequence } from 'node-llama-cpp';

/** Removes all tokens after the first `length` from the context. */
export async function eraseAfter(sequence: LlamaContextSequence, length: number): Promise<void> {
  if (sequence.nextTokenIndex > length)
    await sequence.eraseContextTokenRanges([{ start: length, end: sequence.nextTokenIndex }]);
}
