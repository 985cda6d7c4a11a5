import { once } from 'node:events';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { embeddedText } from '../../src/core/chunking/embeddedText.ts';
import { createFileChunker } from '../../src/node/reading/createFileChunker.ts';

/** Texts per second. */
export interface Speeds {
  readonly ours: number;
  readonly plain: number;
}

const sampleSize = 100;
const rounds = 4;

/**
 * The speed of our embedder as the product sets it up, and of a plain loop of @xenova/transformers
 * 2.17.2 with its own threads, each in a process of its own, by turns on the same chunks of `root`;
 * the best of several rounds.
 * @param busy whether another process keeps one core busy meanwhile.
 */
export async function compareEmbedding(
  root: string,
  modelsFolder: string,
  busy: boolean,
): Promise<Speeds> {
  const other = busy ? fork(join(import.meta.dirname, 'busyCore.ts')) : undefined;
  const texts = await sampleTexts(root);
  const loops = ['ourLoop.ts', 'plainLoop.ts'].map((name) =>
    fork(join(import.meta.dirname, name), [modelsFolder]),
  );
  const best = [0, 0];
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [index, loop] of loops.entries())
        best[index] = Math.max(best[index] ?? 0, await speed(loop, texts));
    }
  } finally {
    for (const child of [...loops, other]) child?.kill();
  }
  return { ours: best[0] ?? NaN, plain: best[1] ?? NaN };
}

/** A loop process answers a list of texts with the number that it embedded per second. */
async function speed(loop: ChildProcess, texts: readonly string[]): Promise<number> {
  loop.send(texts);
  const [perSecond] = (await Promise.race([
    once(loop, 'message'),
    once(loop, 'exit').then(() => {
      throw new Error('The embedding loop ended.');
    }),
  ])) as [number];
  return perSecond;
}

async function sampleTexts(root: string): Promise<string[]> {
  const chunker = createFileChunker({ maxFileBytes: 1.5e6, maxPdfBytes: 20e6 });
  const texts: string[] = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || /[\\/](?:\.git|node_modules)[\\/]/.test(file)) continue;
    const chunked = await chunker.chunk(relative(root, file), await readFile(file));
    if ('chunks' in chunked) texts.push(...chunked.chunks.map(embeddedText));
  }
  const step = Math.max(1, Math.floor(texts.length / sampleSize));
  return texts.filter((_, index) => index % step === 0).slice(0, sampleSize);
}
