import type { ChatModels } from '../chatModels.ts';
import type { Engine } from '../engine.ts';
import { Failure } from '../errors.ts';
import type { Cancellation } from '../ports/cancellation.ts';
import type { ConverseRequest, Reply } from '../ports/conversing.ts';
import type { GenerateEvent, Generation } from '../ports/generation.ts';
import type { ReplayGuessing, ReplayOutcome } from '../ports/receipt.ts';
import type { Retriever } from '../ports/retriever.ts';
import { isContinuable, isReplayable } from '../ports/generation.ts';
import { wording } from '../texts/wording.ts';
import type { Answer, AnswerContinuation, AnswerEvent, AnswerRequest } from './answer.ts';
import { answerQuestion, checkedAnswer, withSources } from './answerQuestion.ts';
import type { AnswerPorts } from './answerQuestion.ts';
import type { NameIndex } from './definedElsewhere.ts';
import type { MeaningCheck } from './checkSentences.ts';
import type { AnswerDetector } from './detecting/readByDetector.ts';

export interface AnswerServicePorts {
  readonly retriever: Retriever;
  readonly chatModels: ChatModels;
  readonly meaning: MeaningCheck;
  readonly detector: AnswerDetector;
  readonly names: NameIndex;
  /** Runs work that needs the processor to itself: writing an answer. */
  readonly undisturbed: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Everything that can be done with a question or an answer, with whatever chat model is in use. */
export class AnswerService implements Pick<
  Engine,
  'answer' | 'converse' | 'continueAnswer' | 'readAhead' | 'previewPrompt' | 'replay'
> {
  readonly #ports: AnswerServicePorts;

  constructor(ports: AnswerServicePorts) {
    this.#ports = ports;
  }

  async answer(
    request: AnswerRequest,
    onEvent: (event: AnswerEvent) => void,
    cancellation: Cancellation,
  ): Promise<Answer> {
    const { chatModels, undisturbed } = this.#ports;
    const findModel: AnswerPorts['findModel'] = async () => {
      const model = await chatModels.find();
      return model === null
        ? null
        : {
            contextSize: model.contextSize,
            generate: (...call) => undisturbed(() => model.generate(...call)),
          };
    };
    return answerQuestion(request, { ...this.#ports, findModel }, onEvent, cancellation);
  }

  async continueAnswer(
    { answer, question, maxTokens }: AnswerContinuation,
    onEvent: (event: AnswerEvent) => void,
    cancellation: Cancellation,
  ): Promise<Answer> {
    const { chatModels, undisturbed } = this.#ports;
    const { generation, result } = answer;
    const model = generation === null ? null : await chatModels.thatAnswered(generation.model);
    const write = model?.continueAnswer ?? null;
    if (generation === null || write === null || !isContinuable(generation))
      throw new Failure('model-incapable', wording('This answer cannot be continued.'));
    const whole = await undisturbed(() =>
      write({ answer: generation, maxTokens }, onEvent, cancellation),
    );
    const written = { question, result, generation: whole };
    const checked = await checkedAnswer(written, this.#ports, cancellation);
    if (cancellation.aborted) throw new Failure('cancelled', 'Stopped.');
    return checked;
  }

  async converse(
    request: ConverseRequest,
    onEvent: (event: GenerateEvent) => void,
    cancellation: Cancellation,
  ): Promise<Reply> {
    const { chatModels, undisturbed } = this.#ports;
    const model = await chatModels.find();
    const conversation = model?.conversation ?? null;
    if (conversation === null)
      throw new Failure(
        'model-missing',
        wording('There is no chat model on this machine that other chats can use.'),
      );
    return undisturbed(() => conversation.converse(request, onEvent, cancellation));
  }

  async readAhead(request: AnswerRequest, cancellation: Cancellation): Promise<number> {
    const read = await withSources(
      request,
      this.#ports,
      async (model, asked) => (model.readAhead === null ? 0 : model.readAhead(asked, cancellation)),
      cancellation,
    );
    return read ?? 0;
  }

  async previewPrompt(request: AnswerRequest, cancellation: Cancellation): Promise<string | null> {
    return withSources(
      request,
      this.#ports,
      async (model, asked) => {
        if (model.previewPrompt === null)
          throw new Failure(
            'model-incapable',
            wording('{name} cannot preview a prompt. Ask, then show the prompt of the answer.', {
              name: model.name,
            }),
          );
        return model.previewPrompt(asked, cancellation);
      },
      cancellation,
    );
  }

  async replay(
    generation: Generation,
    guessing: ReplayGuessing,
    cancellation: Cancellation,
  ): Promise<ReplayOutcome> {
    const { name } = generation.model;
    if (!isReplayable(generation))
      throw new Failure(
        'model-incapable',
        wording('This answer cannot be replayed: {name} leaves no receipt.', { name }),
      );
    const model = await this.#ports.chatModels.thatAnswered(generation.model);
    if (model === null)
      throw new Failure(
        'model-missing',
        wording('{name}, which gave this answer, is no longer available.', { name }),
      );
    if (model.replay === null)
      throw new Failure('model-incapable', wording('{name} cannot replay an answer.', { name }));
    return model.replay(generation.receipt, guessing, cancellation);
  }
}
