import assert from 'node:assert/strict';
import { indexTestReport } from '../../../../src/vscode/text/indexTestReport.ts';

describe('the report of an index test', () => {
  it('says how often the right place was found, and which folders do worst', () => {
    const report = indexTestReport('flask', {
      questions: 100,
      hitAt1: 0.714,
      hitAt5: 0.92,
      mrr: 0.804,
      worstFolders: [
        { folder: '', questions: 4, hitAt5: 0.25, mrr: 0.2 },
        { folder: 'docs/', questions: 20, hitAt5: 0.8, mrr: 0.7 },
      ],
    });
    assert.match(report, /right place first: 71 %\n.*first five: 92 %\n.*0\.80/);
    assert.match(
      report,
      /\| \(top\) \| 4 \| 25 % \| 0\.20 \|\n\| docs\/ \| 20 \| 80 % \| 0\.70 \|/,
    );
  });

  it('says that there is nothing to ask about', () => {
    assert.match(
      indexTestReport('empty', { questions: 0, hitAt1: 0, hitAt5: 0, mrr: 0, worstFolders: [] }),
      /no comments or prose/,
    );
  });

  it('has no table if every folder does well', () => {
    assert.doesNotMatch(
      indexTestReport('flask', { questions: 9, hitAt1: 1, hitAt5: 1, mrr: 1, worstFolders: [] }),
      /\|/,
    );
  });

  it('shows installed embedding models side by side, and that it took a sample', () => {
    const report = indexTestReport('flask', {
      questions: 100,
      hitAt1: 1,
      hitAt5: 1,
      mrr: 1,
      worstFolders: [],
      comparison: {
        questions: 90,
        chunks: 300,
        isWholeFolder: false,
        models: [
          { name: 'all-MiniLM-L6-v2', hitAt1: 0.5, hitAt5: 0.8, mrr: 0.61 },
          { name: 'bge-small-en-v1.5', hitAt1: 0.6, hitAt5: 0.9, mrr: 0.7 },
        ],
      },
    });
    assert.match(report, /the same 90 questions by meaning alone, among a sample of 300 chunks/);
    assert.match(
      report,
      /\| all-MiniLM-L6-v2 \(in use\) \| 50 % \| 80 % \| 0\.61 \|\n\| bge-small-en-v1\.5 \| 60 %/,
    );
  });
});
