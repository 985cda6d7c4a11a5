import assert from 'node:assert/strict';
import { detectUnsupported } from '../../../../src/core/answering/detecting/detectUnsupported.ts';
import type { DetectorPassage } from '../../../../src/core/answering/detecting/detectUnsupported.ts';
import { isFailure } from '../../../../src/core/errors.ts';
import type { Detector } from '../../../../src/core/ports/textModels.ts';

const never = new AbortController().signal;

/** A clock that only reading moves, and a detector that doubts `bad` and takes its time. */
class TimedDetector implements Detector {
  readonly name = 'timed';
  readonly msPerToken: number;
  readonly texts: string[] = [];
  readonly sources: string[] = [];
  readonly clock = { nowMs: () => this.#nowMs };
  readonly #realMsPerToken: number;
  #nowMs = 1000;
  onRead: () => void = () => undefined;

  constructor(expected: number, real = expected) {
    this.msPerToken = expected;
    this.#realMsPerToken = real;
  }

  layOut(sources: string, text: string): ReturnType<Detector['layOut']> {
    const tokens = text.split(' ').length;
    if (tokens > 90) return null;
    return {
      tokens,
      isCut: sources.includes('long'),
      read: () => {
        this.texts.push(text);
        this.sources.push(sources);
        this.#nowMs += tokens * this.#realMsPerToken;
        this.onRead();
        return Promise.resolve(
          Array.from(text.matchAll(/\S+/g), ({ 0: word, index }) => ({
            start: index,
            end: index + word.length,
            probability: word.startsWith('bad') ? 0.8 : 0.1,
          })),
        );
      },
    };
  }
}

function passage(...sentences: readonly string[]): DetectorPassage {
  return { question: 'Why?', sources: ['a.py:1\nx = 1', 'b.py:2\ny = 2'], sentences };
}

describe('detectUnsupported', () => {
  it('gives each sentence its own words, counted from its beginning', async () => {
    const detector = new TimedDetector(1);
    const { passages, model } = await detectUnsupported(
      [passage('One bad.', 'All is well.', 'bad it is.')],
      detector,
      detector.clock,
      never,
    );
    assert.equal(model, 'timed');
    assert.deepEqual(passages, [
      [[{ start: 4, end: 7, probability: 0.8 }], [], [{ start: 0, end: 3, probability: 0.8 }]],
    ]);
  });

  it('reads the question and all sources before the sentences', async () => {
    const detector = new TimedDetector(1);
    await detectUnsupported([passage('One.')], detector, detector.clock, never);
    assert.deepEqual(detector.sources, ['User request: Why?\n\na.py:1\nx = 1\n\nb.py:2\ny = 2']);
  });

  it('leaves out what it would not finish in time, and still reads what is shorter', async () => {
    const detector = new TimedDetector(100);
    const { passages } = await detectUnsupported(
      [
        passage('a b c d e f g h i j k l.'),
        passage('a b c d e f g h.'),
        passage('a b c d e f.'),
        passage('a b c d.'),
      ],
      detector,
      detector.clock,
      never,
    );
    assert.deepEqual(
      passages.map((read) => read !== null),
      [true, false, false, true],
    );
  });

  it('expects the next passage to take as long as the one before it did', async () => {
    const detector = new TimedDetector(1, 200);
    const { passages } = await detectUnsupported(
      [passage('a b c d.'), passage('e f g h i.'), passage('j k l m.')],
      detector,
      detector.clock,
      never,
    );
    assert.deepEqual(
      passages.map((read) => read !== null),
      [true, false, true],
    );
  });

  it('does not read a passage that is too long for the model', async () => {
    const detector = new TimedDetector(1);
    const { passages } = await detectUnsupported(
      [passage('bad '.repeat(91)), passage('bad')],
      detector,
      detector.clock,
      never,
    );
    assert.equal(passages[0], null);
    assert.equal(passages[1]?.[0]?.length, 1);
  });

  it('says that sources were cut', async () => {
    const detector = new TimedDetector(1);
    const long = { ...passage('One.'), sources: ['long'] };
    const read = async (...passages: readonly DetectorPassage[]): Promise<boolean> =>
      (await detectUnsupported(passages, detector, detector.clock, never)).isCut;
    assert.equal(await read(long, passage('Two.')), true);
    assert.equal(await read(passage('Two.')), false);
  });

  it('stops between two passages', async () => {
    const detector = new TimedDetector(1);
    const controller = new AbortController();
    detector.onRead = () => {
      controller.abort();
    };
    await assert.rejects(
      detectUnsupported(
        [passage('One.'), passage('Two.')],
        detector,
        detector.clock,
        controller.signal,
      ),
      (error) => isFailure(error, 'cancelled'),
    );
    assert.deepEqual(detector.texts, ['One.']);
  });
});
