import * as v from 'valibot';

const lineRange = v.strictTuple([v.string(), v.number(), v.number()]);
const questionShape = v.object({
  repo: v.string(),
  id: v.string(),
  question: v.string(),
  files: v.array(v.string()),
  spans: v.array(lineRange),
});

/**
 * A question whose answer is known: the files that contain it, and the line ranges `[path, first,
 * last]`, if any.
 */
export type KnownQuestion = v.InferOutput<typeof questionShape>;

/** The cost and the range of a hit. */
export interface ScoredHit {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
}

/**
 * MRR@10, R@5, R@10 over distinct files in rank order; span@5: a relevant span overlaps one of the
 * first five hits; span@3k and span@6k: it overlaps a hit within the first 3,000 or 6,000
 * characters of hit text. From 0 to 1; spans are null for a question without any.
 */
export interface Measures {
  readonly 'MRR@10': number;
  readonly 'R@5': number;
  readonly 'R@10': number;
  readonly 'span@5': number | null;
  readonly 'span@3k': number | null;
  readonly 'span@6k': number | null;
}

export const measureNames = [
  'MRR@10',
  'R@5',
  'R@10',
  'span@5',
  'span@3k',
  'span@6k',
] as const satisfies readonly (keyof Measures)[];

/**
 * @param text one JSON question per line.
 * @throws ValiError if a line has another shape.
 */
export function parseQuestions(text: string): KnownQuestion[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => v.parse(questionShape, JSON.parse(line)));
}

/**
 * @throws Error if a hit has fewer lines of text than its range: a range counts only if its text
 * was paid for.
 */
export function measure(question: KnownQuestion, hits: readonly ScoredHit[]): Measures {
  for (const hit of hits) {
    if (hit.text.split('\n').length < hit.endLine - hit.startLine + 1)
      throw new Error(
        `${question.id}: ${hit.path}:${hit.startLine}-${hit.endLine} has fewer lines of text ` +
          'than its range',
      );
  }
  const files = [...new Set(hits.map((hit) => hit.path))].slice(0, 10);
  const rank = files.findIndex((file) => question.files.includes(file));
  const recall = (count: number): number =>
    files.slice(0, count).filter((file) => question.files.includes(file)).length /
    new Set(question.files).size;
  const spans = question.spans.length > 0;
  return {
    'MRR@10': rank < 0 ? 0 : 1 / (rank + 1),
    'R@5': recall(5),
    'R@10': recall(10),
    'span@5': spans ? Number(hits.slice(0, 5).some((hit) => overlaps(hit, question))) : null,
    'span@3k': spans ? withinCharacters(hits, question, 3000) : null,
    'span@6k': spans ? withinCharacters(hits, question, 6000) : null,
  };
}

/** Means over the questions that have the measure, rounded to a thousandth. */
export function summarize(all: readonly Measures[]): Record<keyof Measures, number> {
  const mean = (name: keyof Measures): number => {
    const values = all.map((one) => one[name]).filter((value) => value !== null);
    return (
      Math.round(
        (1000 * values.reduce((sum, value) => sum + value, 0)) / Math.max(1, values.length),
      ) / 1000
    );
  };
  return {
    'MRR@10': mean('MRR@10'),
    'R@5': mean('R@5'),
    'R@10': mean('R@10'),
    'span@5': mean('span@5'),
    'span@3k': mean('span@3k'),
    'span@6k': mean('span@6k'),
  };
}

function withinCharacters(
  hits: readonly ScoredHit[],
  question: KnownQuestion,
  limit: number,
): number {
  let used = 0;
  for (const hit of hits) {
    used += hit.text.length;
    if (used > limit) return 0;
    if (overlaps(hit, question)) return 1;
  }
  return 0;
}

function overlaps(hit: ScoredHit, { spans }: KnownQuestion): boolean {
  return spans.some(
    ([path, first, last]) => hit.path === path && hit.startLine <= last && hit.endLine >= first,
  );
}
