import { createHash } from 'node:crypto';
import type { Token } from 'node-llama-cpp';
import { isSaidAgain } from '../../core/answering/text/saidAgain.ts';
import { isRepeating } from '../../core/decoding/repetition.ts';
import type {
  GenerateEvent,
  GenerateRequest,
  Generation,
  ReplayableGeneration,
} from '../../core/ports/generation.ts';
import { AnswerText } from './llamaAnswerText.ts';
import { bestSourceAlone, otherChoices } from './llamaChoices.ts';
import { groundingIn, opensThought } from './llamaGrounding.ts';
import type { LoadedModel } from './llamaLoadedModel.ts';
import { messageEnds } from './llamaMessageEnds.ts';
import { copyablePart, makePrompt, promptText } from './llamaPrompt.ts';
import { throwIfCancelled } from './llamaReader.ts';
import { renderPrompt } from './llamaTokens.ts';
import { noCounts, writeTokens } from './llamaWriter.ts';

/**
 * Reads the prompt and writes the answer.
 * @param loadMs how long loading the model took for this request.
 * @throws Failure `cancelled` or `context-too-small`.
 */
export async function generateAnswer(
  loaded: LoadedModel,
  { request, loadMs }: { readonly request: GenerateRequest; readonly loadMs: number },
  onEvent: (event: GenerateEvent) => void,
  signal: AbortSignal,
): Promise<ReplayableGeneration> {
  const { model, sequence, reader, threads, contextSize, inspection, conversation } = loaded;
  const { decoding } = request;
  const startedMs = performance.now();
  const { layout, tokens } = makePrompt(loaded, request);
  const fewer = bestSourceAlone(loaded, request, tokens);
  const { reusedTokens, chunks } = await reader.read(
    tokens.slice(0, -1),
    (progress) => {
      onEvent({ type: 'reading', ...progress, fewer: fewer(progress) });
    },
    signal,
  );
  const readMs = performance.now();
  const readThreads = threads.current;
  const prompt = promptText(loaded, tokens);
  const ends = messageEnds(loaded);
  const answer = new AnswerText(model, ends.words, layout.numbers, {
    turn: ends.turn,
    thinks: opensThought(prompt),
  });
  const room = Math.min(decoding.maxTokens, contextSize - tokens.length);
  const written: Token[] = [];
  const counts = noCounts();
  let stop: Generation['stop'] = 'max-tokens';
  let thoughtLength = 0;
  const give = (delta: string): void => {
    const thought = answer.rawThoughts.slice(thoughtLength);
    thoughtLength += thought.length;
    if (thought !== '') onEvent({ type: 'thought', delta: thought });
    if (delta !== '') onEvent({ type: 'text', delta });
  };
  const copyable = copyablePart(loaded, tokens);
  loaded.drafts.beginAnswer();
  const writing = writeTokens(
    {
      sequence,
      first: lastOf(tokens),
      decoding,
      copyable,
      drafts: loaded.drafts,
      rounding: loaded.rounding,
      grounding: decoding.grounded ? groundingIn(loaded, tokens) : null,
      beforeBatch: () => {
        threads.apply('write');
      },
    },
    counts,
  );
  for await (const { token } of writing) {
    throwIfCancelled(signal);
    if (model.isEogToken(token) || ends.tokens.has(token)) stop = 'end';
    else {
      written.push(token);
      give(answer.add(token));
      if (answer.ended) stop = 'end';
      else if (isRepeating(written, copyable) || isSaidAgain(answer.text)) stop = 'repetition';
    }
    if (stop !== 'max-tokens' || written.length >= room) break;
  }
  give(answer.finish());
  const writtenMs = performance.now();
  conversation.add(request.question, layout, tokens.length, {
    text: answer.text,
    raw: answer.raw,
    tokens: written,
  });
  return {
    text: answer.text,
    ...(answer.thoughts === '' ? {} : { thoughts: answer.thoughts }),
    prompt,
    usedSources: layout.usedSources,
    droppedTurns: layout.droppedTurns,
    stop,
    ...otherChoices(loaded, request, layout.usedSources.length),
    model: { name: inspection.name, path: inspection.path },
    receipt: {
      promptSha256: createHash('sha256').update(prompt).digest('hex'),
      modelFile: loaded.file,
      promptTokens: tokens,
      outputTokens: written,
      decoding,
      contextSize,
      readThreads,
      writeThreads: threads.current,
      readChunks: chunks,
      batches: counts.batches,
      guessedTokens: counts.guessed,
      acceptedTokens: counts.accepted,
      closeCalls: counts.closeCalls,
      rounding: loaded.rounding,
      redirectedTokens: counts.redirected,
    },
    timings: {
      loadMs,
      readMs: readMs - startedMs,
      writeMs: writtenMs - readMs,
      promptTokens: tokens.length,
      reusedTokens,
      outputTokens: written.length,
    },
  };
}

/**
 * Reads the sources of a question that has not been asked yet, but not the question.
 * @returns how many tokens of the prompt are in the context.
 * @throws Failure `cancelled` or `context-too-small`.
 */
export async function readSources(
  loaded: LoadedModel,
  request: GenerateRequest,
  signal: AbortSignal,
): Promise<number> {
  const { model, wrapper, conversation, reader, threads } = loaded;
  const { layout, tokens } = makePrompt(loaded, request);
  const otherwise = {
    ...layout,
    user: layout.user.slice(0, -request.question.trim().length) + '?',
  };
  const other = renderPrompt(model, wrapper, otherwise, conversation.written);
  const common = tokens.findIndex((token, index) => token !== other[index]);
  threads.leaveOne(true);
  try {
    await reader.read(common < 0 ? tokens : tokens.slice(0, common), () => undefined, signal);
  } finally {
    threads.leaveOne(false);
  }
  return loaded.sequence.nextTokenIndex;
}

function lastOf(tokens: readonly Token[]): Token {
  const last = tokens.at(-1);
  if (last === undefined) throw new RangeError('An empty prompt.');
  return last;
}
