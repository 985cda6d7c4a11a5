import type { OnnxDetector } from '../node/embedding/onnxDetector.ts';

/** The detector that the settings name. It is loaded on first use. */
export class DetectorSource {
  readonly #path: string | undefined;
  readonly #threads: number;
  #loaded: Promise<OnnxDetector> | undefined;

  /** @param path absolute; undefined for none. */
  constructor(path: string | undefined, threads: number) {
    this.#path = path;
    this.#threads = threads;
  }

  /** Whether both load the same detector. */
  equals(other: DetectorSource): boolean {
    return this.#path === other.#path && this.#threads === other.#threads;
  }

  /**
   * Loading fails again on each call, so that a mended file is found.
   * @returns null if none is chosen.
   * @throws Failure by reason, naming the setting.
   */
  async get(): Promise<OnnxDetector | null> {
    if (this.#path === undefined) return null;
    this.#loaded ??= load(this.#path, this.#threads);
    const loading = this.#loaded;
    try {
      return await loading;
    } catch (error) {
      if (this.#loaded === loading) this.#loaded = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    const loading = this.#loaded;
    this.#loaded = undefined;
    await (await loading?.catch(() => undefined))?.close();
  }
}

/** Few people choose a detector, and the library that reads its tokenizer takes 14 MB. */
async function load(path: string, threads: number): Promise<OnnxDetector> {
  const { OnnxDetector } = await import('../node/embedding/onnxDetector.ts');
  return OnnxDetector.load(path, threads);
}
