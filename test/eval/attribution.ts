import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { citeSources } from '../../src/core/answering/citations.ts';
import { splitSentences } from '../../src/core/answering/text/sentences.ts';

/**
 * `node test/eval/attribution.ts VERDICTS.jsonl`: which sources true sentences get when they are
 * placed among other sources of the same repository.
 */
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('node test/eval/attribution.ts VERDICTS.jsonl');
const row = v.object({
  repo: v.string(),
  label: v.string(),
  sentence: v.string(),
  sources: v.array(v.object({ path: v.string() })),
  sourceTexts: v.array(v.string()),
});
const sourceCount = 6;
const rows = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => v.parse(row, JSON.parse(line)))
  .filter(({ label }) => label === 'supported');
const labelled = (of: readonly (typeof rows)[number][]): readonly (readonly [string, string])[] =>
  of.flatMap(({ sources, sourceTexts }) =>
    sourceTexts.map((text, index) => [text, sources[index]?.path ?? ''] as const),
  );
const results = rows.map((asked) => {
  const { repo, sentence, sourceTexts } = asked;
  const inOrder = labelled([asked, ...rows.filter((other) => other.repo === repo)]);
  const sources = [...new Map(inOrder)]
    .slice(0, sourceCount)
    .map(([text, label], index) => ({ number: index + 1, label, text }));
  const cited = citeSources(sentence, splitSentences(sentence), sources);
  const right = sourceTexts.map((_, index) => index + 1);
  return { wanted: right.length, cited: [...new Set(cited.map(({ marker }) => marker))] };
});
const share = (wanted: number, isSo: (cited: readonly number[]) => boolean): string => {
  const all = results.filter((result) => result.wanted === wanted);
  return `${all.filter(({ cited }) => isSo(cited)).length} of ${all.length}`;
};
console.log(`two needed: both ${share(2, (cited) => cited.includes(1) && cited.includes(2))}`);
console.log(`two needed: none ${share(2, (cited) => cited.length === 0)}`);
console.log(`one needed: it alone ${share(1, (cited) => cited.length === 1 && cited[0] === 1)}`);
console.log(`one needed: with another ${share(1, (c) => c.length === 2 && c.includes(1))}`);
console.log(`one needed: another alone ${share(1, (c) => c.length > 0 && !c.includes(1))}`);
