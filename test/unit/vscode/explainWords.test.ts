import assert from 'node:assert/strict';
import { explainWords } from '../../../src/vscode/text/explainWords.ts';

const limits = { maxFileSizeMB: 1.5, maxPdfSizeMB: 20 };

describe('why a file is not indexed', () => {
  it('names the rule and the line where it stands', () => {
    const explanation = explainWords(
      'build/out.js',
      { indexed: false, reason: 'ignored', rule: 'build/', ruleLocation: 'sub/.gitignore:12' },
      limits,
    );
    assert.equal(
      explanation.sentence,
      'build/out.js is left out, by .gitignore or .askignore: build/ (sub/.gitignore:12).',
    );
    assert.deepEqual(explanation.rule, { path: 'sub/.gitignore', line: 12 });
  });

  it('names a rule that stands in no file, with nothing to open', () => {
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

  it('says so where the file is indexed, or is not known yet', () => {
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
