import type { Token } from 'node-llama-cpp';
import { cutRepetition } from '../../core/answering/text/cutRepetition.ts';
import type { Decoding } from '../../core/domain.ts';
import type { GenerateEvent, Generation } from '../../core/ports/generation.ts';
import type { Receipt } from '../../core/ports/receipt.ts';
import { AnswerText } from './llamaAnswerText.ts';
import { opensThought, restrictionsIn } from './llamaGrounding.ts';
import type { LoadedModel } from './llamaLoadedModel.ts';
import { messageEnds } from './llamaMessageEnds.ts';
import { copyablePart, promptText } from './llamaPrompt.ts';
import { throwIfCancelled } from './llamaReader.ts';
import { noCounts, writeTokens } from './llamaWriter.ts';
import { repeatsItself } from './repeatsItself.ts';

/** What to write after a prompt. All but the last token of prompt and answer are in the context. */
export interface WritingTask {
  readonly prompt: readonly Token[];
  /** The answer so far, and its text as it was shown; nothing unless it is continued. */
  readonly earlier: { readonly tokens: readonly Token[]; readonly text: string };
  readonly decoding: Decoding;
  /** What an answer made of quotations chooses from, with the prompt's numbers; else empty. */
  readonly quotable: Receipt['quotable'];
  /** From the prompt's numbers to the user's; null if they are the same. */
  readonly numbers: ReadonlyMap<number, number> | null;
  /** Maximum number of tokens to write, at most what fits in the context. */
  readonly room: number;
}

/** What was written, with what was there before. */
export interface WrittenResult {
  readonly answer: AnswerText;
  /** What is shown of it; the tokens also have what was repeated. */
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly stop: Generation['stop'];
  readonly counts: Pick<
    Receipt,
    'batches' | 'guessedTokens' | 'acceptedTokens' | 'closeCalls' | 'redirectedTokens'
  >;
}

/**
 * Writes an answer, or goes on with one, token by token until it ends.
 * @throws Failure `cancelled`.
 */
export async function writeAnswer(
  loaded: LoadedModel,
  { prompt, earlier, decoding, quotable, numbers, room }: WritingTask,
  onEvent: (event: GenerateEvent) => void,
  signal: AbortSignal,
): Promise<WrittenResult> {
  const { model, sequence, threads, drafts, rounding } = loaded;
  const ends = messageEnds(loaded);
  const answer = new AnswerText(model, ends.words, numbers, {
    turn: ends.turn,
    thinks: opensThought(promptText(loaded, prompt)),
  });
  const restrictions = restrictionsIn(loaded, prompt, { grounded: decoding.grounded, quotable });
  for (const token of earlier.tokens) {
    answer.add(token);
    restrictions?.add(token);
  }
  let thoughtLength = answer.rawThoughts.length;
  /** The end of the earlier text was shown when it was cut, although more might have changed it. */
  let shown = earlier.text.length - answer.text.length;
  const give = (delta: string): void => {
    const thought = answer.rawThoughts.slice(thoughtLength);
    thoughtLength += thought.length;
    if (thought !== '') onEvent({ type: 'thought', delta: thought });
    const fresh = delta.slice(Math.max(0, shown));
    shown -= delta.length;
    if (fresh !== '') onEvent({ type: 'text', delta: fresh });
  };
  const copyable = copyablePart(loaded, prompt);
  drafts.beginAnswer();
  const counts = noCounts();
  const writing = writeTokens(
    {
      sequence,
      first: lastOf([...prompt, ...earlier.tokens]),
      earlier: earlier.tokens,
      decoding,
      copyable,
      drafts,
      rounding,
      restrictions,
      beforeBatch: () => {
        threads.apply('write');
      },
    },
    counts,
  );
  const written = [...earlier.tokens];
  let stop: Generation['stop'] = 'max-tokens';
  for await (const { token } of writing) {
    throwIfCancelled(signal);
    if (model.isEogToken(token) || ends.tokens.has(token)) stop = 'end';
    else {
      written.push(token);
      give(answer.add(token));
      if (answer.ended) stop = 'end';
      else if (repeatsItself(written, copyable, answer.text)) stop = 'repetition';
    }
    if (stop !== 'max-tokens' || written.length - earlier.tokens.length >= room) break;
  }
  give(answer.finish());
  const { batches, guessed, accepted, closeCalls, redirected } = counts;
  return {
    answer,
    text: stop === 'repetition' ? cutRepetition(answer.text) : answer.text,
    tokens: written,
    stop,
    counts: {
      batches,
      guessedTokens: guessed,
      acceptedTokens: accepted,
      closeCalls,
      redirectedTokens: redirected,
    },
  };
}

function lastOf(tokens: readonly Token[]): Token {
  const last = tokens.at(-1);
  if (last === undefined) throw new RangeError('An empty prompt.');
  return last;
}
