import type { Answer } from '../../core/answering/answer.ts';
import type { ChatEntry } from '../../core/conversation/chatState.ts';
import type { Hit, Turn } from '../../core/domain.ts';
import { toAnswer } from './conversations/keptEntries.ts';
import type { SavedEntry } from './conversations/savedConversation.ts';

/**
 * What the questions of a conversation found and answered, in full. The chat's state has only what
 * the page shows.
 */
export class QuestionResults {
  readonly #hits = new Map<string, readonly Hit[]>();
  readonly #answers = new Map<string, Answer>();

  /** Empty before the search has ended. */
  sources(id: string): readonly Hit[] {
    return this.#hits.get(id) ?? [];
  }

  /** A finished answer; null if there is none (yet). */
  answer(id: string): Answer | null {
    return this.#answers.get(id) ?? null;
  }

  /** The last answer by a model among these entries; null if there is none. */
  latestAnswer(entries: readonly ChatEntry[]): Answer | null {
    return (
      entries
        .map(({ id }) => this.answer(id))
        .findLast((answer) => answer !== null && answer.generation !== null) ?? null
    );
  }

  /** What was said before, for follow-ups. Answers that were stopped or failed do not count. */
  turns(entries: readonly ChatEntry[]): readonly Turn[] {
    return entries
      .filter(({ phase }) => phase === 'done')
      .map(({ id, question, text }) => ({
        question,
        answer: text ?? '',
        sources: this.sources(id).map(({ root, path }) => ({ root, path })),
      }));
  }

  setSources(id: string, hits: readonly Hit[]): void {
    this.#hits.set(id, hits);
  }

  setAnswer(id: string, answer: Answer): void {
    this.#answers.set(id, answer);
  }

  restore(entries: readonly SavedEntry[]): void {
    for (const saved of entries) {
      this.#hits.set(saved.id, saved.hits);
      this.#answers.set(saved.id, toAnswer(saved));
    }
  }

  clear(): void {
    this.#hits.clear();
    this.#answers.clear();
  }
}
