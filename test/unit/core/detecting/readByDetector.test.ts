import assert from 'node:assert/strict';
import { checkSentences } from '../../../../src/core/answering/checkSentences.ts';
import { citeSources } from '../../../../src/core/answering/citations.ts';
import type { CitedAnswer } from '../../../../src/core/answering/claimGroups.ts';
import type { DetectorPassage } from '../../../../src/core/answering/detecting/detectUnsupported.ts';
import { readByDetector } from '../../../../src/core/answering/detecting/readByDetector.ts';
import type { AnswerDetector } from '../../../../src/core/answering/detecting/readByDetector.ts';
import { splitSentences } from '../../../../src/core/answering/text/sentences.ts';
import { Failure, isFailure } from '../../../../src/core/errors.ts';
import { inEnglish, wording } from '../../../../src/core/texts/wording.ts';

const never = new AbortController().signal;
const sources = [
  { number: 1, label: 'pool.py:1', text: 'The pool keeps at most 5 connections.' },
  { number: 2, label: 'retry.py:9', text: 'Calls that fail are retried with a delay.' },
];

function cited(text: string): CitedAnswer {
  const sentences = splitSentences(text);
  const question = 'How many?';
  return { text, sentences, citations: citeSources(text, sentences, sources), sources, question };
}

/** A detector that doubts a word, and what it was given to read. */
function doubting(
  word: string,
  readable = Infinity,
): { detector: AnswerDetector; given: DetectorPassage[] } {
  const given: DetectorPassage[] = [];
  const read: AnswerDetector['read'] = (passages) => {
    given.push(...passages);
    return Promise.resolve({
      model: 'D',
      isCut: false,
      passages: passages.map(({ sentences }, index) =>
        index >= readable
          ? null
          : sentences.map((sentence) => {
              const start = sentence.indexOf(word);
              return start < 0 ? [] : [{ start, end: start + word.length, probability: 0.87 }];
            }),
      ),
    });
  };
  return { detector: { prepare: () => undefined, read }, given };
}

/** Verdict and doubted words of each sentence that was checked with a detector. */
async function checked(
  text: string,
  detector: AnswerDetector,
): Promise<readonly (readonly [verdict: string, ...doubted: string[]])[]> {
  const answer = cited(text);
  const { found } = await readByDetector(answer, detector, never);
  const sentences = await checkSentences(answer, () => Promise.resolve(null), found);
  return sentences.map(({ verdict, doubted }) => [
    verdict,
    ...doubted.map(
      ({ start, end, sign, probability }) =>
        `${text.slice(start, end)} ${sign} ${probability ?? ''}`,
    ),
  ]);
}

describe('readByDetector', () => {
  it('gives it each claim with the sources that the claim cites, without marks', async () => {
    const { detector, given } = doubting('nothing');
    await readByDetector(
      cited('Sure! The pool keeps 5 connections [1]. Failing calls are retried [2].'),
      detector,
      never,
    );
    assert.deepEqual(
      given.map(({ sources: [source = ''], sentences }) => [source.split('\n')[0], ...sentences]),
      [
        ['pool.py:1', 'The pool keeps 5 connections    .'],
        ['retry.py:9', 'Failing calls are retried    .'],
      ],
    );
  });

  it('flags a sentence of which it doubts words, and gives their probability', async () => {
    const text = 'The pool keeps connections open [1]. Failing calls are retried [2].';
    assert.deepEqual(await checked(text, doubting('open').detector), [
      ['not-in-lines', 'open detector 0.87'],
      ['not-checked'],
    ]);
  });

  it('doubts nothing in a sentence whose words are in the lines', async () => {
    const text = 'The pool keeps at most 5 connections [1].';
    assert.deepEqual(await checked(text, doubting('keeps').detector), [['quoted']]);
  });

  it('leaves words to a rule that doubts them too, since the rule knows why', async () => {
    const text = 'The pool keeps at most 7 connections open [1].';
    assert.deepEqual(await checked(text, doubting('7').detector), [['not-in-lines', '7 number ']]);
    assert.deepEqual(await checked(text, doubting('open').detector), [
      ['not-in-lines', '7 number ', 'open detector 0.87'],
    ]);
  });

  it('marks a sentence that is said twice both times', async () => {
    const text = 'The pool keeps connections open [1]. The pool keeps connections open [1].';
    assert.deepEqual(
      (await checked(text, doubting('open').detector)).map(([verdict]) => verdict),
      ['not-in-lines', 'not-in-lines'],
    );
  });

  it('reports how many sentences it read; others are not judged by it', async () => {
    const text = 'The pool keeps connections open [1]. Failing calls are open [2].';
    const { detector } = doubting('open', 1);
    const { report } = await readByDetector(cited(text), detector, never);
    assert.deepEqual(report, { model: 'D', claims: 2, read: 1, isCut: false });
    assert.deepEqual(
      (await checked(text, doubting('open', 1).detector)).map(([verdict]) => verdict),
      ['not-in-lines', 'not-checked'],
    );
  });

  it('reports why it could not be used, and finds nothing', async () => {
    const failing: AnswerDetector = {
      prepare: () => undefined,
      read: () => Promise.reject(new Failure('model-corrupt', wording('It is damaged.'))),
    };
    const { found, report } = await readByDetector(cited('It is open [1].'), failing, never);
    assert.equal(found.size, 0);
    assert.ok(report !== null && 'problem' in report);
    assert.equal(inEnglish(report.problem), 'It is damaged.');
  });

  it('passes on that it was stopped', async () => {
    const stopped: AnswerDetector = {
      prepare: () => undefined,
      read: () => Promise.reject(new Failure('cancelled', 'Stopped.')),
    };
    await assert.rejects(readByDetector(cited('It is open [1].'), stopped, never), (error) =>
      isFailure(error, 'cancelled'),
    );
  });

  it('is not asked about an answer without claims, and reports nothing', async () => {
    const { detector, given } = doubting('Hope');
    const { report } = await readByDetector(cited('Hope that helps!'), detector, never);
    assert.deepEqual([report, given], [null, []]);
  });
});
