import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { FileState } from '../../core/ports/fileState.ts';
import { presentParts } from '../gguf/ggufParts.ts';

const ModelRecordSchema = v.object({
  path: v.string(),
  bytes: v.number(),
  modifiedMs: v.number(),
  sha256: v.string(),
  origin: v.picklist(['downloaded', 'imported', 'found']),
  lastUsedMs: v.nullable(v.number()),
  speed: v.optional(v.object({ read: v.number(), written: v.number() })),
});

/**
 * The record of a model file. Times are milliseconds since 1970; `sha256` (hex) is from when the
 * file was first seen; `speed` is a chat model's `ModelSpeed`.
 */
export type ModelRecord = Readonly<v.InferOutput<typeof ModelRecordSchema>>;

type NewRecord = Pick<ModelRecord, 'sha256' | 'origin'> &
  Partial<Pick<ModelRecord, 'lastUsedMs' | 'speed'>>;

/**
 * Records of model files; each part of a split model has its own. A record is a small file that is
 * replaced as a whole, so several windows may write. Records are kept apart from the models, whose
 * folder may be read-only.
 */
export class ModelRecords {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The record of a model; null if one of its files has none that is valid. */
  async read(path: string): Promise<ModelRecord | null> {
    const parts = await presentParts(path);
    return combined(await Promise.all(parts.map((part) => this.ofFile(part))));
  }

  /** The last record of a model, even if it has changed; null if one of its files has none. */
  async last(path: string): Promise<ModelRecord | null> {
    const parts = await presentParts(path);
    return combined(await Promise.all(parts.map((part) => this.#lastOfFile(part))));
  }

  /** Null if there is no record, or the file's size or date has changed since. */
  async ofFile(path: string): Promise<ModelRecord | null> {
    const [record, file] = await Promise.all([
      this.#lastOfFile(path),
      stat(path).catch(() => null),
    ]);
    return record !== null && record.bytes === file?.size && record.modifiedMs === file.mtimeMs
      ? record
      : null;
  }

  async #lastOfFile(path: string): Promise<ModelRecord | null> {
    const text = await readFile(this.#pathOf(path), 'utf8').catch(() => null);
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), ModelRecordSchema), text);
    return parsed.success && parsed.output.path === path ? parsed.output : null;
  }

  /**
   * @param file its state when the checksum was computed. If the file has changed since, the record
   * does not apply to it.
   */
  async write(
    path: string,
    { bytes, modifiedMs }: FileState,
    { sha256, origin, lastUsedMs = null, speed }: NewRecord,
  ): Promise<ModelRecord> {
    const record: ModelRecord = { path, bytes, modifiedMs, sha256, origin, lastUsedMs, speed };
    await mkdir(this.#folder, { recursive: true });
    const target = this.#pathOf(path);
    const temporary = `${target}.${process.pid}.tmp`;
    await writeFile(temporary, JSON.stringify(record));
    await rename(temporary, target);
    return record;
  }

  async forget(path: string): Promise<void> {
    await rm(this.#pathOf(path), { force: true });
  }

  #pathOf(path: string): string {
    return join(
      this.#folder,
      `${createHash('sha256').update(path).digest('hex').slice(0, 32)}.json`,
    );
  }
}

/**
 * The checksum of a model: of its file or, if it is split, of the list of its parts' checksums, as
 * `sha256sum` makes it of lines that each have one checksum.
 */
export function modelSha256(ofParts: readonly string[]): string {
  const [only] = ofParts;
  if (ofParts.length === 1 && only !== undefined) return only;
  return createHash('sha256')
    .update(ofParts.map((sum) => `${sum}\n`).join(''))
    .digest('hex');
}

/** One record for all parts; null if one of them has none. */
function combined(ofParts: readonly (ModelRecord | null)[]): ModelRecord | null {
  const records = ofParts.filter((record) => record !== null);
  const [first] = records;
  if (first === undefined || records.length < ofParts.length) return null;
  return {
    ...first,
    bytes: records.reduce((sum, { bytes }) => sum + bytes, 0),
    modifiedMs: Math.max(...records.map(({ modifiedMs }) => modifiedMs)),
    sha256: modelSha256(records.map(({ sha256 }) => sha256)),
  };
}
