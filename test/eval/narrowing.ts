import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { factFinder } from '../../src/core/answering/checkFacts.ts';
import { lineFinder } from '../../src/core/answering/narrowCitation.ts';
import { sentenceFacts } from '../../src/core/answering/sentenceFacts.ts';

/**
 * `node test/eval/narrowing.ts VERDICTS.jsonl`: to how few lines citations are narrowed, and how
 * many of the names and numbers of true sentences those lines contain.
 */
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('node test/eval/narrowing.ts VERDICTS.jsonl');
const row = v.object({
  label: v.string(),
  sentence: v.string(),
  sourceTexts: v.array(v.string()),
});
const cited = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => v.parse(row, JSON.parse(line)))
  .filter(({ label, sourceTexts }) => label === 'supported' && sourceTexts.length === 1)
  .map(({ sentence, sourceTexts: [source = ''] }) => {
    const lines = source.split('\n');
    const found = lineFinder(lines)(sentence) ?? { first: 1, last: lines.length };
    const inSource = factFinder(source);
    const inLines = factFinder(lines.slice(found.first - 1, found.last).join('\n'));
    const facts = sentenceFacts(sentence).filter((fact) => inSource(fact) !== 'absent');
    return {
      lines: lines.length,
      narrowed: found.last - found.first + 1,
      facts: facts.length,
      kept: facts.filter((fact) => inLines(fact) !== 'absent').length,
    };
  });
const sum = (measure: (one: (typeof cited)[number]) => number): number =>
  cited.reduce((total, one) => total + measure(one), 0);
console.log(
  `${cited.length} sentences: ${(sum((one) => one.narrowed) / cited.length).toFixed(1)} of ` +
    `${(sum((one) => one.lines) / cited.length).toFixed(1)} lines, with ` +
    `${sum((one) => one.kept)} of ${sum((one) => one.facts)} names and numbers`,
);
