import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** A value of a .gguf header with its type. */
export type HeaderValue =
  | { readonly u16: number }
  | { readonly u32: number }
  | { readonly i32: number }
  | { readonly f32: number }
  | { readonly bool: boolean }
  | { readonly text: string }
  | { readonly texts: readonly string[] }
  | { readonly floats: readonly number[] }
  | { readonly ints: readonly number[] };

/**
 * Weights of a tensor: numbers, or zeros that take no space on disk. `q4_0` are blocks of 32
 * weights in 18 bytes.
 */
export interface TensorToWrite {
  readonly name: string;
  readonly dimensions: readonly [number] | readonly [number, number];
  readonly weights: Float32Array | 'f32 zeros' | 'q4_0 zeros';
}

const alignment = 32;
const typeIds = { u16: 2, u32: 4, i32: 5, f32: 6, bool: 7, text: 8, array: 9 };

/**
 * Writes a model split into two files.
 * @returns the paths of both: `<stem>-00001-of-00002.gguf` and the second one.
 */
export function writeGgufParts(
  stem: string,
  metadata: Readonly<Record<string, HeaderValue>>,
  tensors: readonly TensorToWrite[],
): readonly [string, string] {
  const paths = [`${stem}-00001-of-00002.gguf`, `${stem}-00002-of-00002.gguf`] as const;
  const half = tensors.length >> 1;
  const split = (number: number): Record<string, HeaderValue> => ({
    'split.no': { u16: number },
    'split.count': { u16: 2 },
    'split.tensors.count': { i32: tensors.length },
  });
  writeGguf(paths[0], { ...metadata, ...split(0) }, tensors.slice(0, half));
  writeGguf(paths[1], split(1), tensors.slice(half));
  return paths;
}

/**
 * Writes a .gguf file, version 3. Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
export function writeGguf(
  path: string,
  metadata: Readonly<Record<string, HeaderValue>>,
  tensors: readonly TensorToWrite[],
): void {
  const parts: Buffer[] = [
    Buffer.from('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(Object.keys(metadata).length),
  ];
  for (const [key, value] of Object.entries(metadata)) parts.push(text(key), ...headerValue(value));
  let offset = 0;
  const offsets: number[] = [];
  for (const tensor of tensors) {
    const { name, dimensions, weights } = tensor;
    parts.push(
      text(name),
      u32(dimensions.length),
      ...dimensions.map(u64),
      u32(weights === 'q4_0 zeros' ? 2 : 0),
      u64(offset),
    );
    offsets.push(offset);
    offset += aligned(tensorBytes(tensor));
  }
  const header = Buffer.concat(parts);
  const weightsStart = aligned(header.length);
  const file = openSync(path, 'w');
  try {
    writeSync(file, header);
    ftruncateSync(file, weightsStart + offset);
    tensors.forEach(({ weights }, index) => {
      if (typeof weights !== 'string')
        writeSync(
          file,
          Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength),
          0,
          weights.byteLength,
          weightsStart + (offsets[index] ?? 0),
        );
    });
  } finally {
    closeSync(file);
  }
}

function tensorBytes({ dimensions, weights }: TensorToWrite): number {
  const elements = dimensions.reduce((product, dimension) => product * dimension, 1);
  return weights === 'q4_0 zeros' ? (elements / 32) * 18 : elements * 4;
}

function headerValue(value: HeaderValue): readonly Buffer[] {
  if ('u16' in value) return [u32(typeIds.u16), u16(value.u16)];
  if ('i32' in value) return [u32(typeIds.i32), u32(value.i32)];
  if ('u32' in value) return [u32(typeIds.u32), u32(value.u32)];
  if ('f32' in value) return [u32(typeIds.f32), f32(value.f32)];
  if ('bool' in value) return [u32(typeIds.bool), Buffer.from([value.bool ? 1 : 0])];
  if ('text' in value) return [u32(typeIds.text), text(value.text)];
  if ('texts' in value) return array(typeIds.text, value.texts.map(text));
  if ('floats' in value) return array(typeIds.f32, value.floats.map(f32));
  return array(typeIds.i32, value.ints.map(u32));
}

function array(typeId: number, items: readonly Buffer[]): readonly Buffer[] {
  return [u32(typeIds.array), u32(typeId), u64(items.length), ...items];
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function f32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}
