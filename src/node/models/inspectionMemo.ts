import type { ModelInspection } from '../../core/models.ts';
import type { FileState } from '../../core/ports/fileState.ts';
import { inspectGguf } from '../gguf/ggufInspection.ts';
import { modelState } from '../gguf/ggufParts.ts';

interface Remembered extends FileState {
  readonly model: Promise<ModelInspection>;
}

/**
 * Inspects .gguf files for one context size, and each file again only after a change: skipping a
 * large vocabulary takes a tenth of a second.
 */
export class InspectionMemo {
  readonly #contextSize: number;
  readonly #byPath = new Map<string, Remembered>();

  constructor(contextSize: number) {
    this.#contextSize = contextSize;
  }

  /** @throws Failure as `inspectGguf`. */
  async inspect(path: string): Promise<ModelInspection> {
    const file = await modelState(path).catch(() => null);
    const known = this.#byPath.get(path);
    if (file !== null && known?.bytes === file.bytes && known.modifiedMs === file.modifiedMs)
      return known.model;
    const model = inspectGguf(path, this.#contextSize);
    if (file !== null) this.#byPath.set(path, { ...file, model });
    return model;
  }
}
