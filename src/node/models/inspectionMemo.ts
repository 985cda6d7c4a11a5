import { stat } from 'node:fs/promises';
import type { ModelInspection } from '../../core/models.ts';
import { inspectGguf } from '../gguf/ggufInspection.ts';

interface Remembered {
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly model: Promise<ModelInspection>;
}

/** Inspects .gguf files for one context size, each only once while it stays the same: a large vocabulary takes a tenth of a second to pass over. */
export class InspectionMemo {
  readonly #contextSize: number;
  readonly #byPath = new Map<string, Remembered>();

  constructor(contextSize: number) {
    this.#contextSize = contextSize;
  }

  /** @throws Failure as `inspectGguf`. */
  async inspect(path: string): Promise<ModelInspection> {
    const file = await stat(path).catch(() => null);
    const known = this.#byPath.get(path);
    if (file !== null && known?.bytes === file.size && known.modifiedMs === file.mtimeMs)
      return known.model;
    const model = inspectGguf(path, this.#contextSize);
    if (file !== null)
      this.#byPath.set(path, { bytes: file.size, modifiedMs: file.mtimeMs, model });
    return model;
  }
}
