import assert from 'node:assert/strict';
import { answerQuestion } from '../../../src/core/answering/answerQuestion.ts';
import type { AnswerPorts } from '../../../src/core/answering/answerQuestion.ts';
import type { Answer, AnswerEvent } from '../../../src/core/answering/answer.ts';
import { Failure, isFailure } from '../../../src/core/errors.ts';
import type { GenerateRequest, Generation } from '../../../src/core/ports/generation.ts';
import { sampleRequest as request } from '../../support/indexes/sampleAnswers.ts';
import { hit } from '../vscode/hits.ts';
import { wording } from '../../../src/core/texts/wording.ts';

const hits = [
  hit(
    { path: 'sessions.py', text: 'Adapters are sorted in descending order\nby prefix length.' },
    5,
  ),
  hit({ path: 'app.py', text: 'Matches the URL to a view function.' }, 5),
];

/** A model that answers `text` after reading the first lines of each of `used`. */
function ports(
  text: string,
  used: Generation['usedSources'],
  changes: Partial<AnswerPorts> = {},
): AnswerPorts & { readonly asked: GenerateRequest[] } {
  const asked: GenerateRequest[] = [];
  return {
    asked,
    retriever: {
      search: () =>
        Promise.resolve({
          hits,
          meaningSearch: 'ready',
          generations: {},
          timings: { lexicalMs: 0, embedMs: 0, denseMs: 0, fusionMs: 0, packMs: 0, totalMs: 0 },
        }),
    },
    findModel: () =>
      Promise.resolve({
        contextSize: 2048,
        generate: (asking, onEvent) => {
          asked.push(asking);
          onEvent({ type: 'text', delta: text });
          const receipt = {
            modelFile: { bytes: 1, modifiedMs: 1 },
            promptSha256: '',
            promptTokens: [],
            outputTokens: [],
            decoding: asking.decoding,
            contextSize: 2048,
            readThreads: 1,
            writeThreads: 1,
            readChunks: [],
            batches: [],
            guessedTokens: 0,
            acceptedTokens: 0,
            closeCalls: 0,
            rounding: 0.3,
            redirectedTokens: 0,
            quotable: [],
          };
          const timings = {
            loadMs: 0,
            readMs: 0,
            writeMs: 0,
            promptTokens: 0,
            reusedTokens: 0,
            outputTokens: 0,
          };
          return Promise.resolve({
            text,
            prompt: '',
            usedSources: used,
            droppedTurns: 0,
            stop: 'end',
            fewer: null,
            more: null,
            model: { name: 'm', path: '/m' },
            receipt,
            timings,
          });
        },
      }),
    names: {
      suggestNames: () => Promise.resolve([]),
      fileChunks: () => Promise.resolve([]),
    },
    meaning: () => Promise.resolve(0.6),
    detector: { prepare: () => undefined, read: () => Promise.resolve(null) },
    ...changes,
  };
}

async function run(
  using: AnswerPorts,
  signal = new AbortController().signal,
): Promise<{ answer: Answer; events: readonly AnswerEvent['type'][] }> {
  const events: AnswerEvent['type'][] = [];
  return {
    answer: await answerQuestion(request, using, ({ type }) => events.push(type), signal),
    events,
  };
}

describe('answerQuestion', () => {
  it('reports the sources before the words, then citations and checked sentences', async () => {
    const { answer, events } = await run(ports('By prefix length [1].', [{ number: 1, lines: 2 }]));
    assert.deepEqual(events, ['sources', 'text']);
    assert.equal(answer.text, 'By prefix length [1].');
    assert.deepEqual(answer.citations, [{ marker: 1, origin: 'model', offset: 17 }]);
    assert.deepEqual(answer.sentences, [
      { start: 0, end: 21, verdict: 'not-checked', doubted: [] },
    ]);
  });

  it('numbers the sources from 1 and labels them with their lines', async () => {
    const using = ports('', []);
    await run(using);
    assert.deepEqual(
      using.asked[0]?.sources.map(({ number, label }) => `${number} ${label}`),
      ['1 sessions.py:5-6', '2 app.py:5'],
    );
  });

  it('returns only the sources when there is no model', async () => {
    const { answer, events } = await run(ports('', [], { findModel: () => Promise.resolve(null) }));
    assert.deepEqual(events, ['sources']);
    assert.deepEqual(
      { text: answer.text, hits: answer.result.hits.length },
      { text: null, hits: 2 },
    );
  });

  it('asks no model when nothing was found', async () => {
    const empty = {
      hits: [],
      meaningSearch: 'ready',
      generations: {},
      timings: { lexicalMs: 0, embedMs: 0, denseMs: 0, fusionMs: 0, packMs: 0, totalMs: 0 },
    } as const;
    const using = ports('', [], {
      retriever: { search: () => Promise.resolve(empty) },
      findModel: () => assert.fail('asked for a model'),
    });
    assert.equal((await run(using)).answer.text, null);
  });

  it('asks no model when nothing is relevant, and returns the closest places', async () => {
    const using = ports('', []);
    const found = await using.retriever.search(request, new AbortController().signal);
    const { answer } = await run({
      ...using,
      retriever: { search: () => Promise.resolve({ ...found, nothingRelevant: true }) },
      findModel: () => assert.fail('asked for a model'),
    });
    assert.deepEqual([answer.text, answer.result.hits.length], [null, 2]);
  });

  it('cites no source that did not fit in the prompt', async () => {
    const { answer } = await run(
      ports('It matches the URL to a view function [2].', [{ number: 1, lines: 2 }]),
    );
    assert.deepEqual(answer.citations, []);
  });

  it('attributes nothing to lines that were cut from the prompt', async () => {
    const text = 'The prefix length decides.';
    assert.equal((await run(ports(text, [{ number: 1, lines: 2 }]))).answer.citations.length, 1);
    assert.equal((await run(ports(text, [{ number: 1, lines: 1 }]))).answer.citations.length, 0);
  });

  it('checks by words alone when the index process dies after the answer', async () => {
    const gone = ports('Adapters are sorted in descending order [1].', [{ number: 1, lines: 2 }], {
      meaning: () => Promise.reject(new Failure('process-crashed', wording('gone'))),
    });
    assert.deepEqual(
      (await run(gone)).answer.sentences.map(({ verdict }) => verdict),
      ['quoted'],
    );
  });

  it('fails as cancelled when stopped while the sentences are checked', async () => {
    const controller = new AbortController();
    const using = ports('Cookies are signed [1].', [{ number: 1, lines: 2 }], {
      meaning: () => {
        controller.abort();
        return Promise.resolve(1);
      },
    });
    await assert.rejects(run(using, controller.signal), (error) => isFailure(error, 'cancelled'));
  });
});
