import { isFailure } from '../../../core/errors.ts';
import { calibrateThreads } from './llamaCalibration.ts';
import type { LoadedModel } from '../llamaLoadedModel.ts';
import { assumedRounding, measureRounding } from './llamaRounding.ts';
import type { LlamaTurns } from '../llamaTurns.ts';
import type { TuningFile } from './llamaTuning.ts';

/** The user may be about to ask another question. */
const calibrationDelayMs = 3000;

export interface LlamaSelfTuningOptions {
  readonly turns: LlamaTurns;
  /** Stores measurements of the machine and the model. */
  readonly file: TuningFile;
  /** The model in memory. */
  readonly loaded: () => Promise<LoadedModel> | undefined;
  readonly log: (line: string) => void;
}

/**
 * Measures each model once, when nothing else runs: how many threads are fastest, and how it
 * rounds.
 */
export class LlamaSelfTuning {
  readonly #options: LlamaSelfTuningOptions;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LlamaSelfTuningOptions) {
    this.#options = options;
  }

  /** Applies what was measured before, if anything was. */
  async apply(loaded: LoadedModel): Promise<void> {
    const tuning = await this.#options.file.find(loaded.inspection, loaded.threads.cores);
    if (tuning === null) return;
    loaded.threads.limit(tuning);
    loaded.rounding = tuning.rounding;
    loaded.isTuned = true;
  }

  /** Measures soon, if nothing follows the first answer. */
  measureLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#options.turns.isRunning) void this.#measure();
    }, calibrationDelayMs).unref();
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }

  async #measure(): Promise<void> {
    const { turns, file, log } = this.#options;
    try {
      await turns.takeOver('unasked', new AbortController().signal, async (signal) => {
        const loaded = await this.#options.loaded();
        if (loaded?.threads.isFree !== true || loaded.isTuned) return;
        const { inspection, threads } = loaded;
        const calibration = await calibrateThreads(loaded, signal);
        if (calibration === null) return;
        const { limits, tokensPerSecond } = calibration;
        const rounding = (await measureRounding(loaded.sequence, signal)) ?? assumedRounding;
        loaded.isTuned = true;
        loaded.rounding = rounding;
        threads.limit(limits);
        const readingRate = inspection.parameters * tokensPerSecond;
        await file.remember(inspection, threads.cores, { ...limits, rounding, readingRate });
        log(
          `${inspection.name} reads fastest with ${limits.read} threads and writes fastest ` +
            `with ${limits.write}; guessing moves its decisions by up to ${rounding.toFixed(2)}.`,
        );
      });
    } catch (error) {
      if (!isFailure(error, 'cancelled'))
        log(`The threads could not be calibrated: ${String(error)}`);
    }
  }
}
