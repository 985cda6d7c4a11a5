import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { UsageError } from './usageError.ts';

const AskedQuestion = v.object({
  id: v.union([v.string(), v.number()]),
  question: v.pipe(v.string(), v.nonEmpty()),
});

export type AskedQuestion = v.InferOutput<typeof AskedQuestion>;

/**
 * The lines `{"id": ..., "question": ...}` of a JSON Lines file; blank lines are skipped.
 * @throws UsageError naming the line.
 */
export async function readQuestions(path: string): Promise<readonly AskedQuestion[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`${path} cannot be read.`);
  });
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = v.safeParse(AskedQuestion, parseJson(line));
    if (!parsed.success) throw new UsageError(`${path}:${index + 1} is not {"id", "question"}.`);
    return [parsed.output];
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
