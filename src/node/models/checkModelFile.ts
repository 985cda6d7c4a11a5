import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { ModelKind } from '../../core/models.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';
import { foreignFileBytes, nameForeignFile } from '../gguf/foreignFile.ts';
import { readUnigram } from '../embedding/readUnigram.ts';
import { readGgufHeader } from '../gguf/ggufHeader.ts';
import { ModelFileFailure } from '../gguf/modelFileFailure.ts';

/**
 * Checks that a file has the format of a model and is complete.
 * @param name the file's name in messages.
 * @throws Failure `model-missing`; a `ModelFileFailure`.
 */
export async function checkModelFile(kind: ModelKind, path: string, name = path): Promise<void> {
  if (kind === 'chat') await readGgufHeader(path, name);
  else if (name.endsWith('.json')) await checkTokenizer(path, name);
  else await checkOnnx(path, name);
}

async function checkTokenizer(path: string, name: string): Promise<void> {
  await readUnigram(path).catch(() => {
    throw new ModelFileFailure('model-corrupt', name, wording('it is not a Unigram tokenizer'));
  });
}

/** What is wrong with a model's file, as the end of a sentence; null if `checkModelFile` passes. */
export async function modelFileProblem(kind: ModelKind, path: string): Promise<Wording | null> {
  return checkModelFile(kind, path).then(
    () => null,
    (error: unknown) =>
      error instanceof ModelFileFailure ? error.problem : wording('it cannot be opened'),
  );
}

const wireTypes = { varint: 0, eightBytes: 1, lengthDelimited: 2, fourBytes: 5 } as const;

/**
 * An ONNX file is a protobuf message ModelProto
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto). Its first field, `ir_version`, is a
 * small number: 08 and the number. The weights are in a later field, which must end within the
 * file.
 */
async function checkOnnx(path: string, name: string): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const start = await bytesAt(file, 0, foreignFileBytes);
    const [tag, version = 0] = start;
    if (tag !== 0x08 || version < 3 || version >= 0x20)
      throw new ModelFileFailure(
        'model-corrupt',
        name,
        nameForeignFile(start) ?? wording('it is not an ONNX model'),
      );
    let position = 0;
    while (position < size) {
      const next = await skipField(file, position);
      if (next === null) return;
      if (next > size)
        throw new ModelFileFailure(
          'model-corrupt',
          name,
          wording('it is cut short: a part of it ends at {end} bytes, but the file has {bytes}', {
            end: next,
            bytes: size,
          }),
        );
      position = next;
    }
  } finally {
    await file.close();
  }
}

/** @returns the position of the next field; null if there is no field at `position`. */
async function skipField(file: FileHandle, position: number): Promise<number | null> {
  const bytes = await bytesAt(file, position, 20);
  const [tag, tagBytes] = readVarint(bytes);
  const [value, valueBytes] = readVarint(bytes.subarray(tagBytes));
  if (tag >>> 3 === 0) return null;
  switch (tag & 7) {
    case wireTypes.varint:
      return position + tagBytes + valueBytes;
    case wireTypes.eightBytes:
      return position + tagBytes + 8;
    case wireTypes.lengthDelimited:
      return position + tagBytes + valueBytes + value;
    case wireTypes.fourBytes:
      return position + tagBytes + 4;
    default:
      return null;
  }
}

function readVarint(bytes: Uint8Array): readonly [value: number, bytes: number] {
  let value = 0;
  for (const [index, byte] of bytes.entries()) {
    value += (byte & 127) * 2 ** (7 * index);
    if (byte < 128) return [value, index + 1];
  }
  return [value, bytes.length];
}

async function bytesAt(file: FileHandle, position: number, count: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(new Uint8Array(count), 0, count, position);
  return buffer.subarray(0, bytesRead);
}
