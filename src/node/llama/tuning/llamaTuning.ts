import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { ModelInspection } from '../../../core/models.ts';
import type { ThreadLimits } from './llamaThreads.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024));
const fileSchema = v.record(
  v.string(),
  v.object({ read: count, write: count, rounding: v.pipe(v.number(), v.minValue(0)) }),
);

/** Measurements of a model on this machine. */
export interface Tuning extends ThreadLimits {
  /** How far computing tokens at once moves decisions (`measureRounding`). */
  readonly rounding: number;
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
    const text = await readFile(this.#path, 'utf8').catch(() => '{}');
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), fileSchema), text);
    return parsed.success ? parsed.output : {};
  }
}

function keyOf({ architecture, parameters, quantization }: ModelInspection, cores: number): string {
  return (
    `${cpus()[0]?.model ?? 'processor'} x${cores}, ${architecture} ` +
    `${(parameters / 1e9).toFixed(2)}B ${quantization}`
  );
}
