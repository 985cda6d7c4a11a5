import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../../core/errors.ts';
import type { FileState } from '../../core/ports/fileState.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';
import { readGgufHeader } from './ggufHeader.ts';
import type { GgufHeader } from './ggufHeader.ts';
import { ModelFileFailure } from './modelFileFailure.ts';

/** `name-00002-of-00003.gguf` */
const partName = /^(.+)-(\d{5})-of-(\d{5})(\.gguf)$/i;

/**
 * All file names of a model that is split into parts, in order; only `name` if it is not that of a
 * part.
 */
export function partNames(name: string): readonly string[] {
  const [, stem = '', , count = '1', extension = ''] = partName.exec(name) ?? [];
  if (stem === '') return [name];
  return Array.from(
    { length: Number(count) },
    (_, index) => `${stem}-${String(index + 1).padStart(5, '0')}-of-${count}${extension}`,
  );
}

/** The paths of all parts, in order; see `partNames`. */
export function partPaths(path: string): readonly string[] {
  const names = partNames(basename(path));
  return names.length === 1 ? [path] : names.map((name) => join(dirname(path), name));
}

/** The parts that exist; only `path` if none does. */
export async function presentParts(path: string): Promise<readonly string[]> {
  const paths = partPaths(path);
  if (paths.length === 1) return paths;
  const exist = await Promise.all(paths.map((part) => stat(part).then(Boolean, () => false)));
  const present = paths.filter((_, index) => exist[index] === true);
  return present.length === 0 ? [path] : present;
}

/**
 * The state of a model's file or, if it is split, of all its parts together: their total size and
 * latest change.
 * @throws Failure `model-missing`.
 */
export async function modelState(path: string): Promise<FileState> {
  const files = await Promise.all(
    (await presentParts(path)).map((part) =>
      stat(part).catch((cause: unknown) => {
        throw new Failure('model-missing', wording('{path} does not exist.', { path: part }), {
          cause,
        });
      }),
    ),
  );
  return {
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    modifiedMs: Math.max(...files.map(({ mtimeMs }) => mtimeMs)),
  };
}

/**
 * The header of a model: of its file, or of all its parts combined. llama.cpp is given the first
 * part.
 * @throws Failure as `readGgufHeader` does; a `ModelFileFailure` that names a missing part.
 */
export async function readGgufModel(path: string): Promise<GgufHeader> {
  const header = await readGgufHeader(path);
  const count = header.metadata.get('split.count');
  if (typeof count !== 'number' || count < 2) return header;
  const paths = partPaths(path);
  if (paths.length !== count)
    throw unsupported(
      path,
      wording('it is one of {count} parts, which must be named like {example}', {
        count,
        example: `model-00001-of-0000${count}.gguf`,
      }),
    );
  const number = paths.indexOf(path) + 1;
  if (number !== 1)
    throw unsupported(
      path,
      wording('it is part {number} of {count}; use the first, {first}', {
        number,
        count,
        first: basename(paths[0] ?? ''),
      }),
    );
  const headers = [header];
  for (const [index, part] of paths.entries()) {
    if (index === 0) continue;
    if ((await stat(part).catch(() => null))?.isFile() !== true)
      throw unsupported(
        path,
        wording('part {number} of {count} is missing: {name}', {
          number: index + 1,
          count,
          name: basename(part),
        }),
      );
    headers.push(await readGgufHeader(part));
  }
  return {
    ...header,
    fileBytes: headers.reduce((sum, { fileBytes }) => sum + fileBytes, 0),
    tensors: headers.flatMap(({ tensors }) => tensors),
  };
}

function unsupported(path: string, problem: Wording): ModelFileFailure {
  return new ModelFileFailure('model-unsupported', path, problem);
}
