import { randomUUID } from 'node:crypto';
import type { Answer, AnswerRequest } from '../../core/answering/answer.ts';
import { definitionIn } from '../../core/answering/definedElsewhere.ts';
import type { ChatEntry } from '../../core/conversation/chatState.ts';
import { isRunning } from '../../core/conversation/reduceChat.ts';
import { Failure } from '../../core/errors.ts';
import type { Hit } from '../../core/domain.ts';
import type { Engine } from '../../core/engine.ts';
import { finishedEvent } from './answerEvents.ts';
import { AnswerWriter } from './answerWriter.ts';
import type { AnswerWriterContext } from './answerWriter.ts';
import { toAnswerRequest } from './question/chatQuestion.ts';
import type { ChatQuestion } from './question/chatQuestion.ts';
import { ConversationKeeper } from './conversations/conversationKeeper.ts';
import { toEntry } from './conversations/keptEntries.ts';
import { shownMarks } from './sources/shownMarks.ts';
import { sourceDrifts } from './sources/sourceDrifts.ts';
import type { FileText } from '../text/sourceDrift.ts';
import { QuestionResults } from './questionResults.ts';
import { RunningAnswer } from './runningAnswer.ts';
import type { SavedConversation, SavedEntry } from './conversations/savedConversation.ts';

/** What a conversation needs from outside. */
export interface ConversationContext extends AnswerWriterContext {
  readonly engine: Pick<Engine, 'answer' | 'continueAnswer' | 'previewPrompt'>;
  readonly logError: (error: unknown) => void;
  /** The current text of a source's file. */
  readonly readFile: (hit: Hit) => Promise<FileText>;
  /**
   * Receives the conversation to save: when a question is asked, from time to time while it is
   * answered, and when the answer has ended.
   */
  readonly keep: (conversation: SavedConversation) => void;
}

/** Questions and answers, one answer at a time: a new question stops the running one. */
export class ChatSession {
  readonly #context: ConversationContext;
  readonly #results = new QuestionResults();
  readonly #keeper: ConversationKeeper;
  readonly #running: RunningAnswer;
  readonly #writer: AnswerWriter;

  constructor(context: ConversationContext) {
    this.#context = context;
    this.#keeper = new ConversationKeeper({
      state: () => context.store.state,
      results: this.#results,
      keep: context.keep,
    });
    this.#running = new RunningAnswer({
      ...context,
      keep: () => {
        this.#keeper.keep();
      },
    });
    this.#writer = new AnswerWriter({
      ...context,
      results: this.#results,
      keeper: this.#keeper,
      onSources: () => {
        this.showMarks();
      },
    });
  }

  /** Resolves when the answer has ended, for whatever reason. */
  async ask(text: string): Promise<void> {
    await this.#run(this.#nextQuestion(text));
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

  /** Writes on where an answer was cut. If that fails, the answer is as it was. */
  async continueAnswer(id: string): Promise<void> {
    const answer = this.answer(id);
    const question = this.question(id);
    if (answer === null || question === undefined) return;
    this.stop();
    const { store } = this.#context;
    store.dispatch({ type: 'continued', id });
    await this.#running.run(
      id,
      (signal) => this.#writer.continueAnswer(id, { answer, question }, signal),
      (notice) => {
        store.dispatch({ ...finishedEvent(id, answer), notice });
      },
    );
  }

  /** Asks an edited question in place of the original, as if what followed had not been said. */
  async askInstead(id: string, text: string): Promise<void> {
    const asked = this.#asked(id);
    if (asked !== null)
      await this.#run({ text, history: asked.history, sources: null, maxTokens: null }, id);
  }

  /** Shows another version of a question. An answer that is being written goes on. */
  showVersion(id: string): void {
    this.#context.store.dispatch({ type: 'version-shown', id });
    this.#keeper.keep();
    this.showMarks();
    void this.checkSources();
  }

  async #again(id: string, choice: Pick<ChatQuestion, 'sources' | 'maxTokens'>): Promise<void> {
    const asked = this.#asked(id);
    if (asked !== null) await this.#run({ ...asked, ...choice });
  }

  /** A question that is shown, with what was said before it. */
  #asked(id: string): Pick<ChatQuestion, 'text' | 'history'> | null {
    const { entries } = this.#context.store.state;
    const index = entries.findIndex((entry) => entry.id === id);
    const entry = entries[index];
    return entry === undefined
      ? null
      : { text: entry.question, history: this.#results.turns(entries.slice(0, index)) };
  }

  /** Removes the notice of a finished answer. */
  closeNotice(id: string): void {
    this.#context.store.dispatch({ type: 'notice-closed', id });
    this.#keeper.keep();
  }

  /** The view stops at once; the model within one chunk of its prompt. */
  stop(): void {
    this.#running.stop();
  }

  clear(): void {
    this.stop();
    this.#keeper.begin();
    this.#results.clear();
    this.#context.store.dispatch({ type: 'cleared' });
  }

  /** Replaces this conversation with an earlier one; the next question continues it. */
  reopen({ id, entries, hidden = [] }: SavedConversation): void {
    this.clear();
    this.#keeper.begin(id);
    this.#results.restore([...entries, ...hidden.flat()]);
    const { store, index } = this.#context;
    const restored = (saved: SavedEntry): ChatEntry => toEntry(saved, index.folders);
    store.dispatch({
      type: 'reopened',
      entries: entries.map(restored),
      hidden: hidden.map((branch) => branch.map(restored)),
    });
    this.showMarks();
    void this.checkSources();
  }

  /**
   * Compares the sources of the finished answers with their files, and shows what moved, was edited
   * or is gone.
   * @param isOf which sources; by default all.
   */
  async checkSources(isOf: (hit: Hit) => boolean = () => true): Promise<void> {
    const { store, readFile, logError } = this.#context;
    const ended = store.state.entries.filter((entry) => !isRunning(entry)).map(({ id }) => id);
    const withHits = ended.filter((id) => this.sources(id).some(isOf));
    try {
      for await (const checked of sourceDrifts(withHits, (id) => this.sources(id), readFile))
        store.dispatch({ type: 'sources-checked', ...checked });
    } catch (error) {
      logError(error);
    }
  }

  /** Shows which sources are marked as not useful, after a mark was set or removed. */
  showMarks(): void {
    const { store, notUseful } = this.#context;
    for (const event of shownMarks(store.state.entries, (id) => this.sources(id), notUseful()))
      store.dispatch(event);
  }

  /** The id under which this conversation is saved. */
  get id(): string {
    return this.#keeper.id;
  }

  /** @param number from 1, as the page shows it. */
  source(id: string, number: number): Hit | null {
    return this.sources(id)[number - 1] ?? null;
  }

  /** The line that defines the doubted name at an offset of the answer's text. */
  definition(id: string, at: number): Hit | null {
    const found = this.#context.store.state.entries
      .find((entry) => entry.id === id)
      ?.sentences.flatMap(({ doubted }) => doubted)
      .find(({ start }) => start === at)?.definedIn;
    const source = found === undefined ? null : this.source(id, found.source);
    return found === undefined || source === null ? null : definitionIn(source, found);
  }

  sources(id: string): readonly Hit[] {
    return this.#results.sources(id);
  }

  get isAnswering(): boolean {
    return this.#running.isRunning;
  }

  /** The request that asking this now would send. */
  request(text: string): AnswerRequest {
    return toAnswerRequest(this.#nextQuestion(text), this.#context);
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
    return this.#results.latestAnswer(this.#context.store.state.entries);
  }

  /** What was asked; undefined if the question is not shown. */
  question(id: string): string | undefined {
    return this.#context.store.state.entries.find((entry) => entry.id === id)?.question;
  }

  /** A finished answer; null if there is none (yet). */
  answer(id: string): Answer | null {
    return this.#results.answer(id);
  }

  /** @param insteadOf id of the question that this is an edited version of. */
  async #run(question: ChatQuestion, insteadOf?: string): Promise<void> {
    this.stop();
    const { store } = this.#context;
    const id = randomUUID();
    store.dispatch({
      type: 'asked',
      id,
      question: question.text,
      ...(insteadOf === undefined ? {} : { insteadOf }),
    });
    await this.#running.run(
      id,
      (signal) => this.#writer.answer(id, question, signal),
      (notice) => {
        store.dispatch({ type: 'failed', id, notice });
      },
    );
  }

  #nextQuestion(text: string): ChatQuestion {
    const history = this.#results.turns(this.#context.store.state.entries);
    return { text, history, sources: null, maxTokens: null };
  }
}
