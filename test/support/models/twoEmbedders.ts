import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  embeddingModelOf,
  embeddingModelPath,
} from '../../../src/node/embedding/embeddingModels.ts';
import { realModel } from './realModels.ts';

/** The embedding model of the catalog whose place a copy of all-MiniLM-L6-v2 takes. */
export const secondEmbedder = embeddingModelOf('bge-small-en-v1.5');

/**
 * Writes a models folder with two embedding models: all-MiniLM-L6-v2, and the same weights in the
 * place of bge-small-en-v1.5. The copy has another sha256, and its catalog entry has another
 * pooling and a query prefix, so its vectors differ. Skips the test without the real model.
 */
export async function writeTwoEmbedders(context: Mocha.Context, folder: string): Promise<void> {
  const first = embeddingModelOf('all-minilm-l6-v2');
  const real = realModel(context, join(first.repository, first.file));
  const [place, second] = [
    embeddingModelPath(folder, first),
    embeddingModelPath(folder, secondEmbedder),
  ];
  await mkdir(dirname(place), { recursive: true });
  await cp(real, place);
  await mkdir(dirname(second), { recursive: true });
  await writeFile(second, Buffer.concat([await readFile(real), docString]));
}

/** Field 6 of an ONNX `ModelProto`, `doc_string`: one byte of text. */
const docString = Buffer.of((6 << 3) | 2, 1, 0x78);
