import { randomUUID } from 'node:crypto';
import type { Answer, AnswerRequest } from '../../core/answering/answer.ts';
import type { ChatEntry } from '../../core/conversation/chatState.ts';
import { Failure, isFailure } from '../../core/errors.ts';
import type { Hit, Turn } from '../../core/domain.ts';
import type { EditorContext } from '../../core/ports.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Engine } from '../../core/engine.ts';
import { finishedEvent, toChatEvent } from './answerEvents.ts';
import type { ChatStore } from './chatStore.ts';
import { asInterrupted, toAnswer, toEntry, toSavedConversation } from './keptEntries.ts';
import type { QuestionTargets } from './questionScope.ts';
import type { SavedConversation } from './savedConversation.ts';
import { bugNotice, failureNotice, noFolder, untrusted } from '../text/words.ts';
import type { WorkspaceIndex } from '../index/workspaceIndex.ts';

/** What a conversation needs from outside. */
export interface ConversationContext {
  readonly engine: Pick<Engine, 'answer' | 'previewPrompt'>;
  readonly store: ChatStore;
  readonly index: Pick<WorkspaceIndex, 'folders' | 'searchable'>;
  readonly targets: () => QuestionTargets;
  readonly editor: (preferActive: boolean) => EditorContext;
  readonly settings: () => Settings;
  readonly logError: (error: unknown) => void;
  /**
   * Receives the conversation to save: when a question is asked, from time to time while it is
   * answered, and when the answer has ended.
   */
  readonly keep: (conversation: SavedConversation) => void;
}

/** How often an answer is saved while it is being written. */
const keepEveryMs = 2000;

interface Question {
  readonly id: string;
  readonly text: string;
  readonly history: readonly Turn[];
  /** The chosen number of sources for the model; null for the settings' number. */
  readonly sources: number | null;
  /** Maximum length of the answer in tokens; null for the settings' value. */
  readonly maxTokens: number | null;
}

/** Questions and answers, one answer at a time: a new question stops the running one. */
export class ChatSession {
  readonly #context: ConversationContext;
  readonly #hits = new Map<string, readonly Hit[]>();
  readonly #answers = new Map<string, Answer>();
  #id: string = randomUUID();
  #keptMs = 0;
  #running: { readonly id: string; readonly controller: AbortController } | null = null;

  constructor(context: ConversationContext) {
    this.#context = context;
  }

  /** Resolves when the answer has ended, for whatever reason. */
  async ask(text: string): Promise<void> {
    await this.#run({
      id: randomUUID(),
      text,
      history: this.#turns(this.#context.store.state.entries),
      sources: null,
      maxTokens: null,
    });
  }

  /**
   * Asks the same question again, as if what followed it had not been said.
   * @param sources for the model, however long reading them takes.
   */
  async askAgain(id: string, sources: number | null = null): Promise<void> {
    await this.#again(id, { sources, maxTokens: null });
  }

  /** Asks again, with room for twice as many tokens as this answer has. */
  async answerLonger(id: string): Promise<void> {
    const tokens = this.answer(id)?.generation?.timings.outputTokens;
    if (tokens !== undefined) await this.#again(id, { sources: null, maxTokens: 2 * tokens });
  }

  async #again(id: string, choice: Pick<Question, 'sources' | 'maxTokens'>): Promise<void> {
    const { entries } = this.#context.store.state;
    const index = entries.findIndex((entry) => entry.id === id);
    const entry = entries[index];
    if (entry !== undefined)
      await this.#run({
        id: randomUUID(),
        text: entry.question,
        history: this.#turns(entries.slice(0, index)),
        ...choice,
      });
  }

  /** The view stops at once; the model within one chunk of its prompt. */
  stop(): void {
    if (this.#running === null) return;
    const { id, controller } = this.#running;
    this.#running = null;
    this.#context.store.dispatch({ type: 'stopped', id });
    this.#keep();
    controller.abort();
  }

  clear(): void {
    this.stop();
    this.#id = randomUUID();
    this.#hits.clear();
    this.#answers.clear();
    this.#context.store.dispatch({ type: 'cleared' });
  }

  /** Replaces this conversation with an earlier one; the next question continues it. */
  reopen({ id, entries }: SavedConversation): void {
    this.clear();
    this.#id = id;
    for (const saved of entries) {
      this.#hits.set(saved.id, saved.hits);
      this.#answers.set(saved.id, toAnswer(saved));
    }
    const { store, index } = this.#context;
    store.dispatch({
      type: 'reopened',
      entries: entries.map((saved) => toEntry(saved, index.folders)),
    });
  }

  /** The id under which this conversation is saved. */
  get id(): string {
    return this.#id;
  }

  /** @param number from 1, as the page shows it. */
  source(id: string, number: number): Hit | null {
    return this.#hits.get(id)?.[number - 1] ?? null;
  }

  sources(id: string): readonly Hit[] {
    return this.#hits.get(id) ?? [];
  }

  get isAnswering(): boolean {
    return this.#running !== null;
  }

  /** The request that asking this now would send. */
  request(text: string): AnswerRequest {
    return this.#toRequest({
      text,
      history: this.#turns(this.#context.store.state.entries),
      sources: null,
      maxTokens: null,
    });
  }

  /**
   * The exact prompt that asking this now would send; null if no model would be asked.
   * @throws Failure `cancelled`, also if the prompt arrives after the cancellation.
   */
  async preview(text: string, signal: AbortSignal): Promise<string | null> {
    const { engine, index, targets } = this.#context;
    if (targets().roots.length === 0) return null;
    await index.searchable(targets(), signal);
    const prompt = await engine.previewPrompt(this.request(text), signal);
    if (signal.aborted) throw new Failure('cancelled', 'The preview was stopped.');
    return prompt;
  }

  /** The latest answer by a model, whatever was asked after it; null if there is none. */
  get lastAnswer(): Answer | null {
    return (
      this.#context.store.state.entries
        .map(({ id }) => this.answer(id))
        .findLast((answer) => answer !== null && answer.generation !== null) ?? null
    );
  }

  /** A finished answer; null if there is none (yet). */
  answer(id: string): Answer | null {
    return this.#answers.get(id) ?? null;
  }

  async #run(question: Question): Promise<void> {
    this.stop();
    const { store, logError } = this.#context;
    const { id } = question;
    const running = { id, controller: new AbortController() };
    this.#running = running;
    store.dispatch({ type: 'asked', id, question: question.text });
    this.#keep();
    try {
      await this.#answer(question, running.controller.signal);
    } catch (error) {
      if (isFailure(error, 'cancelled')) {
        store.dispatch({ type: 'stopped', id });
        return;
      }
      store.dispatch({
        type: 'failed',
        id,
        notice: isFailure(error) ? failureNotice(error) : bugNotice,
      });
      logError(error);
    } finally {
      if (this.#running === running) this.#running = null;
      this.#keep();
    }
  }

  #keep(): void {
    this.#keptMs = Date.now();
    const conversation = toSavedConversation(
      this.#id,
      this.#context.store.state.entries.map(asInterrupted),
      (id) => this.sources(id),
      this.#keptMs,
    );
    if (conversation !== null) this.#context.keep(conversation);
  }

  async #answer(question: Question, signal: AbortSignal): Promise<void> {
    const { id } = question;
    const { engine, store, index } = this.#context;
    const targets = this.#context.targets();
    if (targets.roots.length === 0) {
      store.dispatch({
        type: 'failed',
        id,
        notice: store.state.workspace.trusted ? noFolder : untrusted,
      });
      return;
    }
    await index.searchable(targets, signal);
    const answer = await engine.answer(
      this.#toRequest(question),
      (event) => {
        if (signal.aborted) return;
        if (event.type === 'sources') this.#hits.set(id, event.result.hits);
        store.dispatch(toChatEvent(id, event, index.folders));
        if (event.type === 'sources' || Date.now() - this.#keptMs >= keepEveryMs) this.#keep();
      },
      signal,
    );
    if (signal.aborted) return;
    this.#answers.set(id, answer);
    store.dispatch(finishedEvent(id, answer));
  }

  #toRequest({ text, history, sources, maxTokens }: Omit<Question, 'id'>): AnswerRequest {
    const {
      retrieval: { topK, preferActiveFile },
      answer: { promptTokens, budgetSeconds },
      chatModel: { contextSize },
      decoding,
    } = this.#context.settings();
    const request = {
      ...this.#context.targets(),
      question: text,
      history,
      topK,
      decoding: maxTokens === null ? decoding : { ...decoding, maxTokens },
      editor: this.#context.editor(preferActiveFile),
    };
    return sources === null
      ? { ...request, promptTokens, budgetSeconds }
      : { ...request, promptTokens: contextSize, maxSources: sources };
  }

  /** What was said before, for follow-ups. Answers that were stopped or failed do not count. */
  #turns(entries: readonly ChatEntry[]): readonly Turn[] {
    return entries
      .filter(({ phase }) => phase === 'done')
      .map(({ id, question, text }) => ({
        question,
        answer: text ?? '',
        sources: this.sources(id).map(({ root, path }) => ({ root, path })),
      }));
  }
}
