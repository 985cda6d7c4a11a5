import { open } from 'node:fs/promises';
import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';
import { foreignFileBytes, nameForeignFile } from './foreignFile.ts';
import { GgufReader } from './ggufReader.ts';
import type { Omitted } from './ggufReader.ts';
import { tensorTypes } from './ggufTypes.ts';
import type { TensorType } from './ggufTypes.ts';
import { ModelFileFailure } from './modelFileFailure.ts';

/** A value of the header. Of vocabularies and other long values only the length is kept. */
export type GgufValue = string | number | boolean | readonly number[] | Omitted;

export interface GgufTensor {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly type: TensorType;
  readonly elements: number;
  readonly bytes: number;
}

/** The header of a .gguf file: everything before its weights. */
export interface GgufHeader {
  readonly path: string;
  readonly fileBytes: number;
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: readonly GgufTensor[];
}

/*
 * Bounds that no real file comes near. They keep a hostile header from taking up memory or minutes.
 */
const maxEntries = 65_536;
const maxTensors = 131_072;
const maxNameBytes = 65_535;
const maxTextBytes = 1 << 20;
const maxArrayElements = 1 << 24;
const keptArrayElements = 4096;

/**
 * Reads the header of a .gguf file (versions 2 and 3, little-endian) without llama.cpp, and checks
 * that every tensor lies within the file. Format:
 * https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 * @param name the file's name in messages.
 * @throws Failure `model-missing` if there is no such file. A `ModelFileFailure`: `model-corrupt`
 * if it is damaged, truncated or not a .gguf file; `model-unsupported` if its version, byte order
 * or a tensor's type is unknown.
 */
export async function readGgufHeader(path: string, name = path): Promise<GgufHeader> {
  const file = await open(path).catch((cause: unknown) => {
    throw new Failure('model-missing', wording('{name} cannot be opened.', { name }), { cause });
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile())
      throw new Failure('model-missing', wording('{name} is not a file.', { name }));
    const reader = new GgufReader(file, name, stat.size);
    const { tensorCount, entryCount } = await readPreamble(reader, name);
    const metadata = await readMetadata(reader, entryCount);
    const tensors = await readTensors(reader, name, tensorCount);
    checkExtent(reader, name, alignmentOf(reader, metadata), tensors);
    return { path, fileBytes: stat.size, metadata, tensors: tensors.map(({ tensor }) => tensor) };
  } finally {
    await file.close();
  }
}

async function readPreamble(
  reader: GgufReader,
  name: string,
): Promise<{ tensorCount: number; entryCount: number }> {
  const magic = 0x46554747; // 'GGUF' read as a little-endian number
  if (reader.remainingBytes < 24 || (await reader.u32()) !== magic)
    throw new ModelFileFailure(
      'model-corrupt',
      name,
      nameForeignFile(await reader.start(foreignFileBytes)) ?? wording('it is not a .gguf file'),
    );
  const version = await reader.u32();
  if (version !== 2 && version !== 3)
    throw new ModelFileFailure(
      'model-unsupported',
      name,
      version >= 1 << 16 && version % (1 << 16) === 0
        ? wording('it is a big-endian file; models for this machine are little-endian')
        : wording('it is a .gguf file of version {version}; versions 2 and 3 are read', {
            version,
          }),
    );
  const tensorCount = await reader.u64();
  const entryCount = await reader.u64();
  if (tensorCount > maxTensors || entryCount > maxEntries)
    reader.corrupt(
      wording('it claims {tensors} tensors and {entries} entries', {
        tensors: tensorCount,
        entries: entryCount,
      }),
    );
  return { tensorCount, entryCount };
}

async function readMetadata(
  reader: GgufReader,
  count: number,
): Promise<ReadonlyMap<string, GgufValue>> {
  const metadata = new Map<string, GgufValue>();
  for (let i = 0; i < count; i++) {
    const key = await readName(reader);
    metadata.set(key, await readValue(reader, await reader.u32()));
  }
  return metadata;
}

async function readName(reader: GgufReader): Promise<string> {
  const name = await reader.string(maxNameBytes);
  return typeof name === 'string'
    ? name
    : reader.corrupt(wording('a name is {bytes} bytes long', { bytes: name.omitted }));
}

const scalarReaders: readonly ((reader: GgufReader) => Promise<number>)[] = [
  (r) => r.u8(),
  (r) => r.i8(),
  (r) => r.u16(),
  (r) => r.i16(),
  (r) => r.u32(),
  (r) => r.i32(),
  (r) => r.f32(),
  (r) => r.u8(),
];
const scalarBytes = [1, 1, 2, 2, 4, 4, 4, 1];
const booleanType = 7;
const stringType = 8;
const arrayType = 9;

async function readValue(reader: GgufReader, type: number): Promise<GgufValue> {
  if (type === stringType) return reader.string(maxTextBytes);
  if (type === arrayType) return readArray(reader);
  const value = await readScalar(reader, type);
  return type === booleanType ? value !== 0 : value;
}

async function readScalar(reader: GgufReader, type: number): Promise<number> {
  const read = scalarReaders[type];
  if (read !== undefined) return read(reader);
  if (type === 10) return reader.u64();
  if (type === 11) return reader.i64();
  if (type === 12) return reader.f64();
  return reader.corrupt(wording('it has a value of the unknown type {type}', { type }));
}

async function readArray(reader: GgufReader): Promise<GgufValue> {
  const type = await reader.u32();
  const length = await reader.u64();
  if (length > maxArrayElements)
    reader.corrupt(wording('it has a list of {count} values', { count: length }));
  if (type === stringType) {
    for (let i = 0; i < length; i++) reader.skip(await reader.u64());
    return { omitted: length };
  }
  if (type === arrayType) return reader.corrupt(wording('it has a list of lists'));
  if (length > keptArrayElements) {
    reader.skip(length * (scalarBytes[type] ?? 8));
    return { omitted: length };
  }
  const values: number[] = [];
  for (let i = 0; i < length; i++) values.push(await readScalar(reader, type));
  return values;
}

interface PlacedTensor {
  readonly tensor: GgufTensor;
  /** From the beginning of the weights. */
  readonly offset: number;
}

async function readTensors(
  reader: GgufReader,
  file: string,
  count: number,
): Promise<readonly PlacedTensor[]> {
  const tensors: PlacedTensor[] = [];
  for (let i = 0; i < count; i++) {
    const name = await readName(reader);
    const rank = await reader.u32();
    if (rank < 1 || rank > 4)
      reader.corrupt(wording('tensor {name} has {rank} dimensions', { name, rank }));
    const dimensions: number[] = [];
    for (let d = 0; d < rank; d++) dimensions.push(await reader.u64());
    const typeId = await reader.u32();
    const type = tensorTypes.get(typeId);
    if (type === undefined)
      throw new ModelFileFailure(
        'model-unsupported',
        file,
        wording('its weights are of the unknown type {type}', { type: typeId }),
      );
    const elements = dimensions.reduce((product, dimension) => product * dimension, 1);
    if (
      elements === 0 ||
      !Number.isSafeInteger(elements) ||
      (dimensions[0] ?? 0) % type.blockElements !== 0
    ) {
      reader.corrupt(
        wording('tensor {name} has the impossible shape {shape}', {
          name,
          shape: dimensions.join(' x '),
        }),
      );
    }
    const bytes = (elements / type.blockElements) * type.blockBytes;
    tensors.push({
      tensor: { name, dimensions, type, elements, bytes },
      offset: await reader.u64(),
    });
  }
  return tensors;
}

function alignmentOf(reader: GgufReader, metadata: ReadonlyMap<string, GgufValue>): number {
  const alignment = metadata.get('general.alignment') ?? 32;
  if (
    typeof alignment === 'number' &&
    alignment > 0 &&
    alignment <= 1 << 20 &&
    (alignment & (alignment - 1)) === 0
  )
    return alignment;
  return reader.corrupt(wording('its alignment is not a power of two'));
}

/** Detects a truncated download or copy: its last tensors would be beyond the file's end. */
function checkExtent(
  reader: GgufReader,
  name: string,
  alignment: number,
  tensors: readonly PlacedTensor[],
): void {
  if (tensors.length === 0) return;
  const weightsStart = Math.ceil(reader.position / alignment) * alignment;
  const present = reader.position + reader.remainingBytes - weightsStart;
  const needed = tensors.reduce(
    (end, { tensor, offset }) => Math.max(end, offset + tensor.bytes),
    0,
  );
  if (needed > present)
    throw new ModelFileFailure(
      'model-corrupt',
      name,
      wording('it is cut short: its weights take {needed} bytes, the file has {present}', {
        needed: weightsStart + needed,
        present: weightsStart + Math.max(0, present),
      }),
    );
}
