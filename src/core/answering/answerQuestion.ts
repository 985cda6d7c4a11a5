import { Failure, isFailure } from '../errors.ts';
import type { Cancellation, GenerateRequest, Generation, LanguageModel, PromptSource, Retriever, SearchResult } from '../ports.ts';
import { sourceLabel } from '../sourceLabel.ts';
import type { Answer, AnswerEvent, AnswerRequest } from './answer.ts';
import { checkSentences } from './checkSentences.ts';
import type { MeaningCheck } from './checkSentences.ts';
import { citeSources } from './citations.ts';
import type { SeenSource } from './citations.ts';
import { splitSentences } from './sentences.ts';

/** What answering needs from outside. */
export interface AnswerPorts {
  readonly retriever: Retriever;
  /** The chat model, or null where there is none. Asked after the sources are shown. */
  readonly findModel: () => Promise<LanguageModel | null>;
  readonly meaning: MeaningCheck;
}

/**
 * Answers a question: sources first; then, where something relevant was found and a model is there, its words, what they cite and
 * whether that bears them out.
 * @throws Failure by reason; `cancelled` when stopped.
 */
export async function answerQuestion(
  request: AnswerRequest, ports: AnswerPorts, onEvent: (event: AnswerEvent) => void, cancellation: Cancellation,
): Promise<Answer> {
  const result = await findSources(request, ports.retriever, cancellation);
  onEvent({ type: 'sources', result });
  const model = isWorthAsking(result) ? await ports.findModel() : null;
  if (model === null) return { result, text: null, citations: [], sentences: [], generation: null };
  const asked = toGenerateRequest(request, result);
  const generation = await model.generate(asked, onEvent, cancellation);
  const { text } = generation;
  const seen = seenSources(asked.sources, generation);
  const ranges = splitSentences(text);
  const citations = citeSources(text, ranges, seen);
  const sentences = await checkSentences(text, ranges, citations, seen, wordsAloneWhereItFails(ports.meaning));
  if (cancellation.aborted) throw new Failure('cancelled', 'Stopped.');
  return { result, text, citations, sentences, generation };
}

/**
 * Reads the sources for a question that is still being typed, as `answerQuestion` would ask with it.
 * @param findReader the model's reading, or null where there is no model.
 * @returns how many tokens of the prompt are read.
 */
export async function readAhead(
  request: AnswerRequest, retriever: Retriever, findReader: () => Promise<((asked: GenerateRequest) => Promise<number>) | null>, cancellation: Cancellation,
): Promise<number> {
  const result = await findSources(request, retriever, cancellation);
  const read = isWorthAsking(result) ? await findReader() : null;
  return read === null ? 0 : read(toGenerateRequest(request, result));
}

async function findSources({ question, roots, filter, topK, history, editor }: AnswerRequest, retriever: Retriever, cancellation: Cancellation): Promise<SearchResult> {
  return retriever.search({ question, roots, filter, topK, history, ...(editor === undefined ? {} : { editor }) }, cancellation);
}

function isWorthAsking(result: SearchResult): boolean {
  return result.hits.length > 0 && result.nothingRelevant !== true;
}

function toGenerateRequest({ question, history, decoding, promptTokens: budgetTokens, budgetSeconds = 0 }: AnswerRequest, { hits }: SearchResult): GenerateRequest {
  const sources = hits.map((hit, index): PromptSource => ({ number: index + 1, label: sourceLabel(hit), text: hit.text }));
  return { question, sources, history, budgetTokens, budgetSeconds, decoding };
}

/** The sources as they stood in the prompt: whole or cut at their end, with their label. */
function seenSources(sources: readonly PromptSource[], { usedSources }: Generation): readonly SeenSource[] {
  return usedSources.flatMap(({ number, lines }) => {
    const source = sources.find((candidate) => candidate.number === number);
    return source === undefined ? [] : [{ number, text: [source.label, ...source.text.split('\n').slice(0, lines)].join('\n') }];
  });
}

/** An answer that is there is not lost because the embedder is gone. */
function wordsAloneWhereItFails(meaning: MeaningCheck): MeaningCheck {
  return async (sentences, texts) => {
    try {
      return await meaning(sentences, texts);
    } catch (error) {
      if (!isFailure(error)) throw error;
      return sentences.map(() => ({ text: -1, support: -1 }));
    }
  };
}
