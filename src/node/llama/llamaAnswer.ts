import { createHash } from 'node:crypto';
import type {
  GenerateEvent,
  GenerateRequest,
  ReplayableGeneration,
} from '../../core/ports/generation.ts';
import { writeAnswer } from './llamaAnswerWriting.ts';
import { bestSourceAlone, otherChoices } from './llamaChoices.ts';
import { quotableMarks } from '../../core/answering/quotableMarks.ts';
import type { LoadedModel } from './llamaLoadedModel.ts';
import { makePrompt, promptText } from './llamaPrompt.ts';
import { renderPrompt } from './llamaTokens.ts';

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
  const { reader, threads, contextSize, inspection, conversation } = loaded;
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
  const quotable = decoding.wording === 'quotes' ? quotableMarks(layout, request.question) : [];
  const {
    answer,
    text,
    tokens: written,
    stop,
    counts,
  } = await writeAnswer(
    loaded,
    {
      prompt: tokens,
      earlier: { tokens: [], text: '' },
      decoding,
      quotable,
      numbers: layout.numbers,
      room: Math.min(decoding.maxTokens, contextSize - tokens.length),
    },
    onEvent,
    signal,
  );
  const writtenMs = performance.now();
  conversation.add(request.question, layout, tokens.length, {
    text,
    raw: answer.raw,
    tokens: written,
  });
  return {
    text,
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
      ...counts,
      rounding: loaded.rounding,
      quotable,
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
