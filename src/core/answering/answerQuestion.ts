import type { Cancellation, LanguageModel, PromptSource, Retriever } from '../ports.ts';
import { sourceLabel } from '../sourceLabel.ts';
import type { Answer, AnswerEvent, AnswerRequest } from './answer.ts';

/** What answering needs from outside. */
export interface AnswerPorts {
  readonly retriever: Retriever;
  /** The chat model, or null where there is none. Asked after the sources are shown. */
  readonly findModel: () => Promise<LanguageModel | null>;
}

/**
 * Answers a question: sources first; then, where something relevant was found and a model is there, its words.
 * @throws Failure by reason; `cancelled` when stopped.
 */
export async function answerQuestion(
  request: AnswerRequest, ports: AnswerPorts, onEvent: (event: AnswerEvent) => void, cancellation: Cancellation,
): Promise<Answer> {
  const { question, roots, filter, topK, history } = request;
  const result = await ports.retriever.search({ question, roots, filter, topK, history }, cancellation);
  onEvent({ type: 'sources', result });
  const model = result.hits.length === 0 ? null : await ports.findModel();
  if (model === null) return { result, text: null, citations: [], sentences: [], generation: null };
  const sources: readonly PromptSource[] = result.hits.map((hit, index) => ({ number: index + 1, label: sourceLabel(hit), text: hit.text }));
  const { decoding, promptTokens: budgetTokens } = request;
  const generation = await model.generate({ question, sources, history, budgetTokens, decoding }, onEvent, cancellation);
  return { result, text: generation.text, citations: [], sentences: [], generation };
}
