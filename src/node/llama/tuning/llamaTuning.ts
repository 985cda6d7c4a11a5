import { readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { ModelInspection } from '../../../core/models.ts';
import type { ThreadLimits } from './llamaThreads.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024));
const fileSchema = v.record(
  v.string(),
  v.object({
    read: count,
    write: count,
    rounding: v.pipe(v.number(), v.minValue(0)),
    readingRate: v.optional(v.pipe(v.number(), v.minValue(0))),
  }),
);

/** Measurements of a model on this machine. */
export interface Tuning extends ThreadLimits {
  /** How far computing tokens at once moves decisions (`measureRounding`). */
  readonly rounding: number;
  /** Parameters x tokens read a second; absent in records of before it was measured. */
  readonly readingRate?: number | undefined;
}

/**
 * The slowest rate at which any model was measured to read with this processor; null if none was.
 * @param path of the file; read at once, because it is small and offers are made without waiting.
 */
export function measuredReadingRate(path: string): number | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return null;
  }
  const rates = Object.entries(parseTunings(text))
    .filter(([key]) => key.startsWith(`${processor()} x`))
    .flatMap(([, { readingRate }]) => readingRate ?? []);
  return rates.length === 0 ? null : Math.min(...rates);
}

/**
 * Stores measurements per machine and model in one small file that all windows share. If it is
 * lost, they are repeated.
 */
export class TuningFile {
  readonly #path: string;

  /** @param path absolute; the folder need not exist. */
  constructor(path: string) {
    this.#path = path;
  }

  async find(model: ModelInspection, cores: number): Promise<Tuning | null> {
    const all = await this.#read();
    const found = all[keyOf(model, cores)];
    return found === undefined || Math.max(found.read, found.write) > cores ? null : found;
  }

  async remember(model: ModelInspection, cores: number, tuning: Tuning): Promise<void> {
    const all = { ...(await this.#read()), [keyOf(model, cores)]: tuning };
    await mkdir(dirname(this.#path), { recursive: true });
    const half = `${this.#path}.${process.pid}`;
    await writeFile(half, JSON.stringify(all, null, 2));
    await rename(half, this.#path);
  }

  async #read(): Promise<v.InferOutput<typeof fileSchema>> {
    return parseTunings(await readFile(this.#path, 'utf8').catch(() => '{}'));
  }
}

function parseTunings(text: string): v.InferOutput<typeof fileSchema> {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), fileSchema), text);
  return parsed.success ? parsed.output : {};
}

function processor(): string {
  return cpus()[0]?.model ?? 'processor';
}

function keyOf({ architecture, parameters, quantization }: ModelInspection, cores: number): string {
  return (
    `${processor()} x${cores}, ${architecture} ` +
    `${(parameters / 1e9).toFixed(2)}B ${quantization}`
  );
}
