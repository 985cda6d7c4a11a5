import assert from 'node:assert/strict';
import { skipReasons } from '../../../../src/core/domain.ts';
import type { SkipReason } from '../../../../src/core/domain.ts';
import { explainWords } from '../../../../src/vscode/text/explainWords.ts';

const limits = { maxFileSizeMB: 1.5, maxPdfSizeMB: 20 };

describe('why a file is not indexed', () => {
  it('names the rule and its line', () => {
    const explanation = explainWords(
      'build/out.js',
      { indexed: false, reason: 'ignored', rule: 'build/', ruleLocation: 'sub/.gitignore:12' },
      limits,
    );
    assert.equal(
      explanation.sentence,
      'build/out.js is skipped by .gitignore or .askignore: build/ (sub/.gitignore:12).',
    );
    assert.deepEqual(explanation.rule, { path: 'sub/.gitignore', line: 12 });
  });

  it('names a rule that is in no file, with nothing to open', () => {
    const explanation = explainWords(
      '.git/HEAD',
      { indexed: false, reason: 'excluded', rule: '**/.git', ruleLocation: null },
      limits,
    );
    assert.match(explanation.sentence, /by files\.exclude or search\.exclude: \*\*\/\.git\.$/);
    assert.equal(explanation.rule, null);
  });

  it('offers a larger limit for a file that is too large', () => {
    const explanation = explainWords(
      'dump.sql',
      { indexed: false, reason: 'too-large', rule: null, ruleLocation: null },
      limits,
    );
    assert.match(explanation.sentence, /over 1\.5 MB/);
    assert.equal(explanation.largerLimit, true);
  });

  it("gives the file's own reason if no rule excludes it", () => {
    const sentence = (path: string, reason: SkipReason): string =>
      explainWords(path, { indexed: false, reason, rule: null, ruleLocation: null }, limits)
        .sentence;
    assert.equal(
      sentence('id_rsa', 'secret'),
      'id_rsa is skipped: files like this contain keys or other secrets.',
    );
    for (const reason of skipReasons)
      assert.match(sentence('a', reason), /^a is skipped(?: by |: (?:it|a|the|git|files) ).*\.$/);
  });

  it('reports the encoding of an indexed file, and what it skipped', () => {
    const indexed = { indexed: true, reason: null, rule: null, ruleLocation: null };
    for (const [reading, sentence] of [
      [{ encoding: 'utf8', linesLeftOut: 0 }, 'a.sql is indexed.'],
      [{ encoding: 'euckr', linesLeftOut: 0 }, 'a.sql is indexed, read as EUC-KR.'],
      [
        { encoding: 'utf8', linesLeftOut: 1 },
        'a.sql is indexed, without 1 line of data or encoded content.',
      ],
      [
        { encoding: 'shiftjis', linesLeftOut: 1200 },
        'a.sql is indexed, read as Shift JIS, without 1,200 lines of data or encoded content.',
      ],
    ] as const)
      assert.equal(explainWords('a.sql', { ...indexed, reading }, limits).sentence, sentence);
  });

  it('says how many pages of an indexed document have no text', () => {
    const indexed = { indexed: true, reason: null, rule: null, ruleLocation: null };
    assert.equal(
      explainWords('a.pdf', { ...indexed, pagesWithoutText: 3 }, limits).sentence,
      'a.pdf is indexed, without 3 pages that have no text (scanned?).',
    );
    assert.equal(
      explainWords('a.pdf', { ...indexed, pagesWithoutText: 1 }, limits).sentence,
      'a.pdf is indexed, without 1 page that has no text (scanned?).',
    );
  });

  it('says so if the file is indexed or not yet known', () => {
    assert.equal(
      explainWords('a.py', { indexed: true, reason: null, rule: null, ruleLocation: null }, limits)
        .sentence,
      'a.py is indexed.',
    );
    assert.match(
      explainWords('a.py', { indexed: false, reason: null, rule: null, ruleLocation: null }, limits)
        .sentence,
      /not indexed yet/,
    );
  });
});
