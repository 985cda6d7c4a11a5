import assert from 'node:assert/strict';
import fc from 'fast-check';
import { factFinder } from '../../../src/core/answering/checkFacts.ts';
import { sentenceFacts } from '../../../src/core/answering/sentenceFacts.ts';

function absent(sentence: string, lines: string): readonly string[] {
  const find = factFinder(lines);
  return sentenceFacts(sentence)
    .filter((fact) => find(fact) === 'absent')
    .map(({ text }) => text);
}

describe('checkFacts', () => {
  it('finds code names, file names and quoted words that are not in the lines', () => {
    assert.deepEqual(absent('`reset` calls save_all in app.py.', 'def set(): save_all()'), [
      'reset',
      'app.py',
    ]);
    assert.deepEqual(absent('It says "too few".', 'panic("too many")'), ['too few']);
  });

  it('recognises a number in other units and notations', () => {
    assert.deepEqual(absent('Blocks of 1 MB wait 5 seconds.', 'n = 1 << 20; t = 5000'), []);
    assert.deepEqual(absent('The limit is 1048576.', '1024*1024'), []);
    assert.deepEqual(absent('The mode is `0o755`.', 'mkdir(0o700)'), ['0o755']);
  });

  it('finds nothing in courtesies, illustrations and names of values', () => {
    for (const sentence of ['I hope this helps!', '1. Overview', 'Words such as `x_y`.', '`None`'])
      assert.deepEqual(sentenceFacts(sentence), []);
  });

  it('never reports a code name that is in the lines, and its ranges are valid', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[a-z]{2,8}_[a-z]{2,8}$/), (text, name) => {
        assert.deepEqual(absent(`The \`${name}\` decides.`, `${text} ${name} ${text}`), []);
        for (const { start, end } of sentenceFacts(text))
          assert(start >= 0 && start < end && end <= text.length);
      }),
    );
  });
});
