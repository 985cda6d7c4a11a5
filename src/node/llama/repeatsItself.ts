import { isSaidAgain } from '../../core/answering/text/saidAgain.ts';
import { isRepeating } from '../../core/decoding/repetition.ts';

/**
 * Whether an answer has begun to repeat itself, in its last tokens or by a whole sentence. It then
 * ends, and is shown without what it repeated (`cutRepetition`).
 * @param copyable tokens of the prompt that may be copied any number of times.
 */
export function repeatsItself(
  tokens: readonly number[],
  copyable: readonly number[],
  text: string,
): boolean {
  return isRepeating(tokens, copyable) || isSaidAgain(text);
}
