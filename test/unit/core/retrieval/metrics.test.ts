import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from '../../../eval/baseline.ts';
import { measure, parseQuestions, summarize } from '../../../eval/metrics.ts';
import type { KnownQuestion, ScoredHit } from '../../../eval/metrics.ts';
import { repositoryRoot } from '../../../support/paths.ts';
import { throwAwayFolder } from '../../../support/throwAwayFolder.ts';

const question: KnownQuestion = {
  repo: 'r',
  id: 'q',
  question: 'Where?',
  files: ['a.py', 'b.py'],
  spans: [['b.py', 10, 12]],
};
const hit = (path: string, startLine: number, lines: number, width = 10): ScoredHit => ({
  path,
  startLine,
  endLine: startLine + lines - 1,
  text: Array.from({ length: lines }, () => 'x'.repeat(width)).join('\n'),
});

describe('measure', () => {
  it('ranks distinct files', () => {
    const measures = measure(question, [hit('c.py', 1, 1), hit('c.py', 5, 1), hit('a.py', 1, 1)]);
    assert.equal(measures['MRR@10'], 1 / 2);
    assert.equal(measures['R@5'], 1 / 2);
  });

  it('counts a span only within the characters of the budget', () => {
    const measures = measure(question, [hit('c.py', 1, 40, 99), hit('b.py', 12, 3)]);
    assert.deepEqual([measures['span@5'], measures['span@3k'], measures['span@6k']], [1, 0, 1]);
  });

  it('rejects a range whose text was not shown', () => {
    assert.throws(
      () => measure(question, [{ path: 'a.py', startLine: 1, endLine: 9, text: 'one line' }]),
      /fewer lines/,
    );
  });

  it('matches the reference scorer on random hits', function () {
    const folder = join(repositoryRoot, '../shared/eval');
    if (!existsSync(join(folder, 'score.mjs'))) this.skip();
    const questionsFile = join(folder, 'swe-qa-dev.jsonl');
    const questions = parseQuestions(readFileSync(questionsFile, 'utf8'));
    let seed = 1;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    const results = questions.map((one) => {
      const paths = [
        ...one.files,
        ...questions.slice(random(180), 190).flatMap(({ files }) => files),
      ];
      return {
        id: one.id,
        hits: Array.from({ length: random(25) }, () =>
          hit(
            paths[random(Math.min(paths.length, 12))] ?? 'x.py',
            1 + random(900),
            1 + random(40),
            random(60),
          ),
        ),
      };
    });
    const thrownAway = throwAwayFolder('scores');
    const file = join(thrownAway.path, 'results.jsonl');
    writeFileSync(file, results.map((one) => JSON.stringify(one)).join('\n'));
    const printed = execFileSync(
      process.execPath,
      [join(folder, 'score.mjs'), questionsFile, file],
      { encoding: 'utf8' },
    );
    const expected: unknown = JSON.parse(/^all (.*)$/m.exec(printed)?.[1] ?? '');
    assert.deepEqual(
      summarize(questions.map((one, index) => measure(one, results[index]?.hits ?? []))),
      expected,
    );
  });
});

describe('faults', () => {
  const scores = (mrr: number, recall = 0.5) => ({
    all: {
      'MRR@10': mrr,
      'R@5': 0.5,
      'R@10': recall,
      'span@5': 0.5,
      'span@3k': 0.5,
      'span@6k': 0.5,
    },
  });

  it('tolerates a drop of the full method by a hundredth, but not more', () => {
    assert.deepEqual(faults({ full: scores(0.8) }, { full: scores(0.81) }), []);
    assert.equal(faults({ full: scores(0.79) }, { full: scores(0.81) }).length, 1);
  });

  it('reports that words with meaning do worse than words alone', () => {
    assert.match(
      faults({ lexical: scores(0.7), hybrid: scores(0.6), full: scores(0.8) }, {}).join(),
      /hybrid MRR@10 falls below words alone/,
    );
    assert.match(
      faults({ lexical: scores(0.7), full: scores(0.8, 0.4) }, {}).join(),
      /full R@10 falls below words alone/,
    );
    assert.deepEqual(
      faults({ lexical: scores(0.7), hybrid: scores(0.7), full: scores(0.8) }, {}),
      [],
    );
  });
});
