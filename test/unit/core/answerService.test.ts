import assert from 'node:assert/strict';
import { AnswerService } from '../../../src/core/answering/answerService.ts';
import type { AnswerRequest } from '../../../src/core/answering/answer.ts';
import type { ChatModel, ChatModels } from '../../../src/core/chatModels.ts';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import type {
  GenerateRequest,
  Generation,
  ReplayableGeneration,
} from '../../../src/core/ports/generation.ts';
import type { SearchResult } from '../../../src/core/ports/retriever.ts';
import { sampleReceipt, sampleRequest } from '../../support/indexes/sampleAnswers.ts';
import { hit } from '../vscode/hits.ts';

const request: AnswerRequest = { ...sampleRequest, promptTokens: 9000 };
const found: SearchResult = {
  hits: [hit({ text: 'Adapters are sorted by prefix length.' })],
  meaningSearch: 'ready',
  generations: {},
  timings: { lexicalMs: 0, embedMs: 0, denseMs: 0, fusionMs: 0, packMs: 0, totalMs: 0 },
};
/** What a model on a server returns: its words, no file and no receipt. */
const served: Generation = {
  text: 'By prefix length [1].',
  prompt: 'p',
  usedSources: [{ number: 1, lines: 1 }],
  droppedTurns: 0,
  stop: 'end',
  fewer: null,
  more: null,
  model: { name: 'Served', path: null },
  receipt: null,
  timings: {
    loadMs: 0,
    readMs: 0,
    writeMs: 0,
    promptTokens: 0,
    reusedTokens: 0,
    outputTokens: 0,
  },
};
const replayable: ReplayableGeneration = {
  ...served,
  model: { name: 'A file', path: '/m.gguf' },
  receipt: sampleReceipt,
};
const never = new AbortController().signal;
const noNames = {
  suggestNames: () => Promise.resolve([]),
  fileChunks: () => Promise.resolve([]),
};

/** A model that can only answer, and the requests it got. */
function servedModel(changes: Partial<ChatModel> = {}): {
  model: ChatModel;
  asked: GenerateRequest[];
} {
  const asked: GenerateRequest[] = [];
  const model: ChatModel = {
    name: 'Served',
    contextSize: 4096,
    generate: (asking, onEvent) => {
      asked.push(asking);
      onEvent({ type: 'text', delta: served.text });
      return Promise.resolve(served);
    },
    continueAnswer: null,
    readAhead: null,
    previewPrompt: null,
    replay: null,
    conversation: null,
    ...changes,
  };
  return { model, asked };
}

function open(
  model: ChatModel | null,
  changes: Partial<ChatModels> = {},
  result = found,
): { service: AnswerService; undisturbed: () => number } {
  let undisturbed = 0;
  const service = new AnswerService({
    retriever: { search: () => Promise.resolve(result) },
    chatModels: {
      find: () => Promise.resolve(model),
      thatAnswered: () => Promise.resolve(model),
      ...changes,
    },
    names: noNames,
    meaning: () => Promise.resolve(0.6),
    detector: { prepare: () => undefined, read: () => Promise.resolve(null) },
    undisturbed: (work) => {
      undisturbed += 1;
      return work();
    },
  });
  return { service, undisturbed: () => undisturbed };
}

describe('a chat model that can only answer and leaves no receipt', () => {
  it('answers with citations and checked sentences, while other work waits', async () => {
    const { service, undisturbed } = open(servedModel().model);
    const events: string[] = [];
    const answer = await service.answer(request, ({ type }) => events.push(type), never);
    assert.deepEqual(events, ['sources', 'text']);
    assert.deepEqual(answer.citations, [{ marker: 1, origin: 'model', offset: 17 }]);
    assert.deepEqual(
      answer.sentences.map(({ verdict }) => verdict),
      ['not-checked'],
    );
    assert.equal(answer.generation, served);
    assert.equal(undisturbed(), 1);
  });

  it('is never sent more than fits its context', async () => {
    const { model, asked } = servedModel();
    const { service } = open(model);
    await service.answer(request, () => undefined, never);
    await service.answer({ ...request, promptTokens: 900 }, () => undefined, never);
    assert.deepEqual(
      asked.map(({ budgetTokens }) => budgetTokens),
      [4096, 900],
    );
  });

  it('reads nothing ahead', async () => {
    assert.equal(await open(servedModel().model).service.readAhead(request, never), 0);
  });

  it('says that it cannot preview the prompt', async () => {
    await assert.rejects(
      open(servedModel().model).service.previewPrompt(request, never),
      failure('model-incapable', /Served .* show the prompt of the answer/),
    );
  });

  it('says that its answer cannot be replayed', async () => {
    await assert.rejects(
      open(servedModel().model).service.replay(served, 'as recorded', never),
      failure('model-incapable', /Served leaves no receipt/),
    );
  });

  it("cannot replay another model's answer either", async () => {
    await assert.rejects(
      open(servedModel().model).service.replay(replayable, 'as recorded', never),
      failure('model-incapable', /A file cannot/),
    );
  });
});

describe('a chat model that can do everything', () => {
  const { model } = servedModel({
    readAhead: ({ sources }) => Promise.resolve(sources.length),
    previewPrompt: ({ question }) => Promise.resolve(`prompt of ${question}`),
    replay: ({ promptSha256 }, guessing) =>
      Promise.resolve({ same: true, text: `${promptSha256} ${guessing}` }),
  });

  it('reads the sources of a question ahead and shows its prompt', async () => {
    const { service, undisturbed } = open(model);
    assert.equal(await service.readAhead(request, never), 1);
    assert.equal(await service.previewPrompt(request, never), 'prompt of How are adapters sorted?');
    assert.equal(undisturbed(), 0);
  });

  it('replays from the receipt with the model that answered, whichever is in use', async () => {
    const { service } = open(null, {
      thatAnswered: ({ path }) => Promise.resolve(path === '/m.gguf' ? model : null),
    });
    assert.deepEqual(await service.replay(replayable, 'none', never), {
      same: true,
      text: 'cafe none',
    });
  });
});

describe('an answer that was cut', () => {
  const cut: ReplayableGeneration = {
    ...replayable,
    stop: 'max-tokens',
    receipt: { ...sampleReceipt, contextSize: 4096 },
  };
  const answer = { result: found, text: cut.text, citations: [], sentences: [], generation: cut };
  const continuation = { answer, question: 'where?', maxTokens: 9 };

  it('is continued by the model that gave it, then cited and checked as a whole', async () => {
    const { model } = servedModel({
      continueAnswer: ({ answer: before, maxTokens }, onEvent) => {
        onEvent({ type: 'text', delta: ` And ${maxTokens} [1].` });
        return Promise.resolve({ ...before, text: `${before.text} And 9 [1].`, stop: 'end' });
      },
    });
    const { service, undisturbed } = open(null, { thatAnswered: () => Promise.resolve(model) });
    const events: string[] = [];
    const whole = await service.continueAnswer(
      continuation,
      ({ type }) => events.push(type),
      never,
    );
    assert.deepEqual(events, ['text']);
    assert.equal(whole.text, `${cut.text} And 9 [1].`);
    assert.deepEqual([whole.citations.length, whole.sentences.length], [2, 2]);
    assert.deepEqual([whole.result, undisturbed()], [found, 1]);
  });

  it('is not continued without its model, by one that cannot, or if it was not cut', async () => {
    const refused = failure('model-incapable', /cannot be continued/);
    const { service } = open(servedModel().model);
    await assert.rejects(
      service.continueAnswer(continuation, () => undefined, never),
      refused,
    );
    await assert.rejects(
      open(null).service.continueAnswer(continuation, () => undefined, never),
      refused,
    );
    const { model } = servedModel({ continueAnswer: () => assert.fail('was asked') });
    for (const generation of [served, replayable, null])
      await assert.rejects(
        open(model).service.continueAnswer(
          { ...continuation, answer: { ...answer, generation } },
          () => undefined,
          never,
        ),
        refused,
      );
  });
});

describe('the answer service without a chat model', () => {
  it('reads nothing ahead and has no prompt to show', async () => {
    const { service } = open(null);
    assert.equal(await service.readAhead(request, never), 0);
    assert.equal(await service.previewPrompt(request, never), null);
  });

  it('does not replay an earlier answer, and names the model that is missing', async () => {
    await assert.rejects(
      open(null).service.replay(replayable, 'as recorded', never),
      failure('model-missing', /A file/),
    );
  });

  it('looks for no model when nothing relevant is found', async () => {
    const { service } = open(
      null,
      { find: () => assert.fail('asked for a model') },
      { ...found, nothingRelevant: true },
    );
    assert.equal(await service.readAhead(request, never), 0);
    assert.equal(await service.previewPrompt(request, never), null);
  });
});

function failure(reason: FailureReason, message: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert(isFailure(error, reason), String(error));
    assert.match(error.message, message);
    return true;
  };
}
