import type { Token } from 'node-llama-cpp';
import { Failure } from '../../core/errors.ts';
import type {
  Continuation,
  GenerateEvent,
  ReplayableGeneration,
  UsedSource,
} from '../../core/ports/generation.ts';
import { wording } from '../../core/texts/wording.ts';
import { writeAnswer } from './llamaAnswerWriting.ts';
import type { LoadedModel } from './llamaLoadedModel.ts';

/**
 * Writes on where an answer was cut, as if it had not been: after the tokens of its prompt and its
 * words, with its decoding. What is still in the context is not read again.
 * @param loadMs how long loading the model took for this.
 * @returns the whole answer; its receipt and timings cover both parts.
 * @throws Failure `cancelled`; `model-incapable` if the model file has changed since, or the
 * context has no room.
 */
export async function continueAnswer(
  loaded: LoadedModel,
  { answer, maxTokens, loadMs }: Continuation & { readonly loadMs: number },
  onEvent: (event: GenerateEvent) => void,
  signal: AbortSignal,
): Promise<ReplayableGeneration> {
  const { reader, contextSize, conversation, file } = loaded;
  const { receipt, timings } = answer;
  const prompt = receipt.promptTokens as readonly Token[];
  const earlier = receipt.outputTokens as readonly Token[];
  const { bytes, modifiedMs } = receipt.modelFile;
  if (file.bytes !== bytes || file.modifiedMs !== modifiedMs)
    throw new Failure(
      'model-incapable',
      wording('The model file has changed since this answer. Ask again instead.'),
    );
  const room = Math.min(maxTokens, contextSize - prompt.length - earlier.length);
  if (room <= 0)
    throw new Failure(
      'model-incapable',
      wording('The context has no room for more of this answer.'),
    );
  const startedMs = performance.now();
  const tokens = [...prompt, ...earlier];
  await reader.read(
    tokens.slice(0, -1),
    (progress) => {
      onEvent({ type: 'reading', ...progress, fewer: null });
    },
    signal,
  );
  const readMs = performance.now();
  const decoding = { ...receipt.decoding, maxTokens: earlier.length + room };
  const result = await writeAnswer(
    loaded,
    {
      prompt,
      earlier: { tokens: earlier, text: answer.text },
      decoding,
      quotable: receipt.quotable,
      numbers: promptNumbers(answer.usedSources),
      room,
    },
    onEvent,
    signal,
  );
  const writtenMs = performance.now();
  const { text } = result;
  const { raw, thoughts } = result.answer;
  conversation.continued(answer.text, prompt.length, { text, raw, tokens: result.tokens });
  const { batches, guessedTokens, acceptedTokens, closeCalls, redirectedTokens } = result.counts;
  return {
    ...answer,
    text,
    ...(thoughts === '' ? {} : { thoughts }),
    stop: result.stop,
    receipt: {
      ...receipt,
      outputTokens: result.tokens,
      decoding,
      batches: [...receipt.batches, ...batches],
      guessedTokens: receipt.guessedTokens + guessedTokens,
      acceptedTokens: receipt.acceptedTokens + acceptedTokens,
      closeCalls: receipt.closeCalls + closeCalls,
      redirectedTokens: receipt.redirectedTokens + redirectedTokens,
    },
    timings: {
      ...timings,
      loadMs: timings.loadMs + loadMs,
      readMs: timings.readMs + readMs - startedMs,
      writeMs: timings.writeMs + writtenMs - readMs,
      outputTokens: result.tokens.length,
    },
  };
}

/** From the prompt's numbers to the user's; null if they are the same. */
function promptNumbers(used: readonly UsedSource[]): ReadonlyMap<number, number> | null {
  return used.every(({ inPrompt }) => inPrompt === undefined)
    ? null
    : new Map(used.map(({ number, inPrompt = number }) => [inPrompt, number]));
}
