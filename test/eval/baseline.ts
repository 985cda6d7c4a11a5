import { readFileSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import type { RetrievalMethod } from '../../src/core/retrieval/ranking/retrievalWeights.ts';
import { methods } from './askMethods.ts';
import type { Scores } from './askMethods.ts';
import { measureNames, summarize } from './metrics.ts';
import type { Measures } from './metrics.ts';

const measuresShape = v.object({
  'MRR@10': v.number(),
  'R@5': v.number(),
  'R@10': v.number(),
  'span@5': v.number(),
  'span@3k': v.number(),
  'span@6k': v.number(),
});
const scoresShape = v.record(v.string(), v.record(v.string(), measuresShape));

/** How far the full method may fall below its baseline before the bench fails. */
const tolerance = 0.01;

/**
 * The checked-in scores by the name of the question set; empty if the file or the name does not
 * exist.
 */
export function readBaseline(file: string, name: string): Scores {
  const all = v.safeParse(v.record(v.string(), scoresShape), readJson(file));
  return all.success ? (all.output[name] ?? {}) : {};
}

export function writeBaseline(file: string, name: string, scores: Scores): void {
  const all = v.safeParse(v.record(v.string(), scoresShape), readJson(file));
  writeFileSync(
    file,
    `${JSON.stringify({ ...(all.success ? all.output : {}), [name]: scores }, null, 2)}\n`,
  );
}

/** Measures in which no method that includes words may fall below words alone. */
const floored = ['MRR@10', 'R@10'] as const satisfies readonly (keyof Measures)[];

/**
 * One sentence for each measure of the full method that fell, and for each method that includes
 * words and falls below words alone.
 */
export function faults(scores: Scores, baseline: Scores): string[] {
  const before = baseline.full?.['all'];
  const now = scores.full?.['all'];
  const fallen = measureNames.flatMap((name) => {
    if (before === undefined || now === undefined || now[name] >= before[name] - tolerance)
      return [];
    return [
      `full ${name} is ${now[name]}, more than ${tolerance} below its baseline ${before[name]}.`,
    ];
  });
  const worse = floored.flatMap((name) => {
    const words = scores.lexical?.['all']?.[name] ?? 0;
    return (['hybrid', 'full'] as const)
      .filter((method) => (scores[method]?.['all']?.[name] ?? words) < words)
      .map((method) => `${method} ${name} falls below words alone (${words}).`);
  });
  return [...fallen, ...worse];
}

/** Each method's means over the repositories of all sets, each counted once. */
export function meanOverRepositories(sets: readonly Scores[]): Scores {
  const means: Scores = {};
  for (const method of methods) {
    const repositories = sets.flatMap((scores) =>
      Object.entries(scores[method] ?? {}).filter(([name]) => name !== 'all'),
    );
    means[method] = {
      'mean over repositories': summarize(repositories.map(([, measures]) => measures)),
    };
  }
  return means;
}

/**
 * A line for each method and repository, with the baseline's value after each that differs from it.
 */
export function table(scores: Scores, baseline: Scores): string {
  const rows = Object.entries(scores).flatMap(([method, repositories]) =>
    Object.entries(repositories).map(([repository, measures]) => {
      const before = baseline[method as RetrievalMethod]?.[repository];
      return [
        method,
        repository,
        ...measureNames.map((name) => cell(measures[name], before?.[name])),
      ];
    }),
  );
  const all = [['method', 'repository', ...measureNames], ...rows];
  const widths = (all[0] ?? []).map((_, column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  );
  return all
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cell(value: Measures[keyof Measures], before: number | undefined): string {
  const shown = (value ?? 0).toFixed(3);
  return before === undefined || before === value ? shown : `${shown} (${before.toFixed(3)})`;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
