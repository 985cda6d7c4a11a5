import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, pipeline } from '@xenova/transformers';
import { TransformersEmbedder } from '../../src/node/transformersEmbedder.ts';
import { EmbedderSource } from '../../src/process/embedding.ts';
import { repositoryRoot } from '../support/paths.ts';
import { testIndexSettings } from '../support/indexProcess.ts';

/** Texts a second of our embedder as the product sets it up, and of a plain loop of the library with its own threads, by turns on the same texts. */
const [modelsFolder = ''] = process.argv.slice(2);
const text = readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8') + readFileSync(join(repositoryRoot, 'package.json'), 'utf8');
const texts = Array.from({ length: 40 }, (_, i) => text.slice(i * 600, (i + 1) * 600));
const ours = await new EmbedderSource({ modelsFolder, settings: { ...testIndexSettings, threads: 0 } }).get();
if (!(ours instanceof TransformersEmbedder)) throw new Error(`No model in ${modelsFolder}.`);
env.allowRemoteModels = false;
env.localModelPath = modelsFolder;
const plain = await pipeline('feature-extraction', 'Xenova/all-MiniLM-L6-v2', { dtype: 'q8' });
const best = { ours: 0, plain: 0 };
for (let round = 0; round < 5; round++) {
  best.ours = Math.max(best.ours, await speed((one) => ours.embed(one)));
  best.plain = Math.max(best.plain, await speed((one) => plain(one, { pooling: 'mean', normalize: true })));
}
process.send?.(best);

async function speed(embed: (one: string) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (const one of texts) await embed(one);
  return texts.length * 1000 / (performance.now() - start);
}
