import { stat } from 'node:fs/promises';
import type { ModelInspection } from '../../core/models.ts';
import type { FileState } from '../../core/ports/fileState.ts';
import { inspectGguf } from '../gguf/ggufInspection.ts';
import { partPaths } from '../gguf/ggufParts.ts';

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
    const file = await stateOfParts(path);
    const known = this.#byPath.get(path);
    if (file !== null && known?.bytes === file.bytes && known.modifiedMs === file.modifiedMs)
      return known.model;
    const model = inspectGguf(path, this.#contextSize);
    if (file !== null) this.#byPath.set(path, { ...file, model });
    return model;
  }
}

/** The state of all parts of a model together; null if one is missing. */
async function stateOfParts(path: string): Promise<FileState | null> {
  const files = await Promise.all(partPaths(path).map((part) => stat(part).catch(() => null)));
  const present = files.filter((file) => file !== null);
  if (present.length < files.length) return null;
  return {
    bytes: present.reduce((sum, { size }) => sum + size, 0),
    modifiedMs: Math.max(...present.map(({ mtimeMs }) => mtimeMs)),
  };
}
