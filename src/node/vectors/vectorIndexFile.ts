import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { Failure } from '../../core/errors.ts';
import { metrics } from '../../core/settings/metric.ts';
import type { Metric } from '../../core/settings/metric.ts';
import { wording } from '../../core/texts/wording.ts';
import { sha256OfFile } from '../files/sha256OfFile.ts';

/** An index that can be written. `write` may report success although nothing arrived on disk. */
export interface WritableVectorIndex {
  readonly size: number;
  readonly tombstones: number;
  write(file: string): Promise<void>;
}

/**
 * The catalog's record of the vector index file. Only the exact file that was written, for this
 * model and metric, is read again.
 */
const stampSchema = v.object({
  file: v.string(),
  sha256: v.string(),
  modelSha256: v.string(),
  metric: v.picklist(metrics),
});
export type VectorIndexStamp = v.InferOutput<typeof stampSchema>;

/** @returns null if the text is not a stamp. */
export function parseStamp(json: string | null): VectorIndexStamp | null {
  if (json === null) return null;
  try {
    return v.parse(stampSchema, JSON.parse(json));
  } catch {
    return null;
  }
}

export interface VectorIndexOrigin {
  /** Makes the file's name differ from the previous one. */
  readonly generation: number;
  readonly modelSha256: string;
  readonly metric: Metric;
}

/**
 * Writes the index under a temporary name, verifies it and renames it. The caller must then store
 * the stamp; until then the previous file is the valid one.
 * @throws Failure `disk-full` if the file is incomplete.
 */
export async function writeVectorIndex(
  directory: string,
  index: WritableVectorIndex,
  { generation, modelSha256, metric }: VectorIndexOrigin,
): Promise<VectorIndexStamp> {
  const file = `vectors-${generation}.hnsw`;
  const temporary = join(directory, `${file}.part`);
  try {
    await index.write(temporary);
    if (!(await isWhole(temporary, index.size + index.tombstones)))
      throw new Failure(
        'disk-full',
        wording('The vector index {file} could not be written completely: the disk is full.', {
          file: join(directory, file),
        }),
      );
    const sha256 = await sha256OfFile(temporary);
    await rename(temporary, join(directory, file));
    return { file, sha256, modelSha256, metric };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

export async function matchesStamp(directory: string, stamp: VectorIndexStamp): Promise<boolean> {
  return (
    /^vectors-\d+\.hnsw$/.test(stamp.file) &&
    (await sha256OfFile(join(directory, stamp.file)).catch(() => '')) === stamp.sha256
  );
}

const headerBytes = 96;

/**
 * Checks the layout that hnswlib writes (hnswalg.h, saveIndex): a header, all elements of the
 * lowest layer, then each element's upper links.
 */
async function isWhole(file: string, elements: number): Promise<boolean> {
  let handle;
  try {
    handle = await open(file, 'r');
    const { size } = await handle.stat();
    const header = Buffer.alloc(headerBytes);
    if (
      (await handle.read(header, 0, headerBytes, 0)).bytesRead < headerBytes ||
      Number(header.readBigUInt64LE(16)) !== elements
    )
      return false;
    const lowestBytes = elements * Number(header.readBigUInt64LE(24));
    const upper = Buffer.alloc(Math.max(0, size - headerBytes - lowestBytes));
    const { bytesRead } =
      upper.length === 0
        ? { bytesRead: 0 }
        : await handle.read(upper, 0, upper.length, headerBytes + lowestBytes);
    let offset = 0;
    for (let i = 0; i < elements; i++) {
      if (offset + 4 > bytesRead) return false;
      offset += 4 + upper.readUInt32LE(offset);
    }
    return offset === upper.length;
  } catch {
    return false;
  } finally {
    await handle?.close();
  }
}
