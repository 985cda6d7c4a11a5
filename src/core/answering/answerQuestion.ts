import type { ChatModel, ChatModels } from '../chatModels.ts';
import type { Hit } from '../domain.ts';
import { Failure, isFailure } from '../errors.ts';
import type { Cancellation } from '../ports/cancellation.ts';
import type { GenerateRequest, Generation, PromptSource } from '../ports/generation.ts';
import type { Retriever, SearchResult } from '../ports/retriever.ts';
import { sourceLabel } from '../sourceLabel.ts';
import type { Answer, AnswerEvent, AnswerRequest } from './answer.ts';
import { checkSentences } from './checkSentences.ts';
import type { MeaningCheck } from './checkSentences.ts';
import { citeSources } from './citations.ts';
import type { SeenSource } from './citations.ts';
import { readByDetector } from './detecting/readByDetector.ts';
import type { AnswerDetector } from './detecting/readByDetector.ts';
import { withDefinitions } from './definedElsewhere.ts';
import type { NameIndex } from './definedElsewhere.ts';
import { splitSentences } from './text/sentences.ts';

/** What answering needs from outside. */
export interface AnswerPorts {
  readonly retriever: Retriever;
  /** The chat model, or null if there is none. Called after the sources are shown. */
  readonly findModel: () => Promise<Pick<ChatModel, 'contextSize' | 'generate'> | null>;
  readonly meaning: MeaningCheck;
  readonly detector: AnswerDetector;
  readonly names: NameIndex;
}

/**
 * Answers a question. The sources come first. If something relevant was found and there is a model,
 * its answer follows, then the citations and whether they support it.
 * @throws Failure by reason; `cancelled` when stopped.
 */
export async function answerQuestion(
  request: AnswerRequest,
  ports: AnswerPorts,
  onEvent: (event: AnswerEvent) => void,
  cancellation: Cancellation,
): Promise<Answer> {
  const result = await findSources(request, ports.retriever, cancellation);
  onEvent({ type: 'sources', result });
  const model = isWorthAsking(result) ? await ports.findModel() : null;
  if (model === null) return { result, text: null, citations: [], sentences: [], generation: null };
  ports.detector.prepare();
  const asked = toGenerateRequest(request, result, model.contextSize);
  const generation = await model.generate(asked, onEvent, cancellation);
  const written = { question: request.question, result, generation };
  const answer = await checkedAnswer(written, ports, cancellation);
  if (cancellation.aborted) throw new Failure('cancelled', 'Stopped.');
  return answer;
}

/** What a model wrote. */
export interface WrittenAnswer {
  readonly question: string;
  /** The sources that were found for the question, of which some were in the prompt. */
  readonly result: SearchResult;
  readonly generation: Generation;
}

/**
 * A model's words with their citations and checks.
 * @throws Failure `cancelled` while a detector reads them.
 */
export async function checkedAnswer(
  { question, result, generation }: WrittenAnswer,
  { meaning, detector, names }: Pick<AnswerPorts, 'meaning' | 'detector' | 'names'>,
  cancellation: Cancellation,
): Promise<Answer> {
  const { text } = generation;
  const sources = seenSources(toPromptSources(result.hits), generation);
  const ranges = splitSentences(text);
  const citations = citeSources(text, ranges, sources);
  const cited = { text, sentences: ranges, citations, sources, question };
  const { found, report } = await readByDetector(cited, detector, cancellation);
  const sentences = await checkSentences(cited, wordsAloneWhereItFails(meaning), found);
  return {
    result,
    text,
    citations,
    sentences: await withDefinitions({ text, sentences }, result.hits, names),
    ...(report === null ? {} : { detector: report }),
    generation,
  };
}

/**
 * Finds the sources as `answerQuestion` would, and passes the question to another task that needs a
 * model. The model is looked up after the sources are found.
 * @returns the task's result, or null if there is no model or nothing relevant.
 */
export async function withSources<T>(
  request: AnswerRequest,
  { retriever, chatModels }: { retriever: Retriever; chatModels: ChatModels },
  work: (model: ChatModel, asked: GenerateRequest) => Promise<T>,
  cancellation: Cancellation,
): Promise<T | null> {
  const result = await findSources(request, retriever, cancellation);
  const model = isWorthAsking(result) ? await chatModels.find() : null;
  return model === null ? null : work(model, toGenerateRequest(request, result, model.contextSize));
}

async function findSources(
  { question, roots, filter, topK, history, editor, notUseful = [] }: AnswerRequest,
  retriever: Retriever,
  cancellation: Cancellation,
): Promise<SearchResult> {
  return retriever.search(
    {
      question,
      roots,
      filter,
      topK,
      history,
      ...(editor === undefined ? {} : { editor }),
      ...(notUseful.length === 0 ? {} : { notUseful }),
    },
    cancellation,
  );
}

function isWorthAsking(result: SearchResult): boolean {
  return result.hits.length > 0 && result.nothingRelevant !== true;
}

function toGenerateRequest(
  request: AnswerRequest,
  { hits }: SearchResult,
  contextSize: number,
): GenerateRequest {
  const { question, history, decoding, promptTokens, budgetSeconds = 0, maxSources } = request;
  const budgetTokens = Math.min(promptTokens, contextSize);
  const sources = toPromptSources(hits.slice(0, maxSources));
  return { question, sources, history, budgetTokens, budgetSeconds, decoding };
}

function toPromptSources(hits: readonly Hit[]): readonly PromptSource[] {
  return hits.map((hit, index) => ({
    number: index + 1,
    label: sourceLabel(hit),
    text: hit.text,
    firstLine: hit.range.startLine,
  }));
}

/** The sources as the prompt contained them: complete, or cut at the end. */
function seenSources(
  sources: readonly PromptSource[],
  { usedSources }: Generation,
): readonly SeenSource[] {
  return usedSources.flatMap(({ number, lines }) => {
    const source = sources.find((candidate) => candidate.number === number);
    return source === undefined
      ? []
      : [
          {
            ...source,
            text: source.text.split('\n').slice(0, lines).join('\n'),
          },
        ];
  });
}

/** A finished answer must not be lost because the embedder failed. */
function wordsAloneWhereItFails(meaning: MeaningCheck): MeaningCheck {
  return async (...question) => {
    try {
      return await meaning(...question);
    } catch (error) {
      if (!isFailure(error)) throw error;
      return null;
    }
  };
}
