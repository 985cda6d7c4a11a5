import { availableParallelism } from 'node:os';
import { tuningPath } from '../files/userFolders.ts';
import { measuredReadingRate } from '../llama/tuning/llamaTuning.ts';

/** What decides which chat model suits a machine, and how long it reads. */
export interface Machine {
  /** Memory that a model may take now, in bytes. */
  readonly freeBytes: number;
  /** Parameters x tokens of a prompt read a second. */
  readonly readingRate: number;
  /** Whether `readingRate` was measured here. */
  readonly isMeasured: boolean;
}

/** 7B reads 15.7 tokens a second with one thread of a Xeon at 2.8 GHz (docs/inference.md). */
const ratePerCore = 6.74e9 * 15.7;

/** This machine as it is now. Two logical processors are counted as one core. */
export function thisMachine(): Machine {
  const measured = measuredReadingRate(tuningPath);
  const cores = Math.max(1, Math.floor(availableParallelism() / 2));
  return {
    freeBytes: process.availableMemory(),
    readingRate: measured ?? ratePerCore * cores,
    isMeasured: measured !== null,
  };
}
