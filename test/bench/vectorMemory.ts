import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogFileName, openCatalogForReading, openCatalogForWriting } from '../../src/node/catalogDatabase.ts';
import { CatalogReader } from '../../src/node/catalogReader.ts';
import { SqliteCatalogWriter } from '../../src/node/catalogWriter.ts';
import { FolderVectors } from '../../src/node/folderVectors.ts';
import { defaultEmbeddingModel } from '../../src/node/models/embeddingModels.ts';
import { TransformersEmbedder } from '../../src/node/transformersEmbedder.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { clusteredVectors } from '../support/vectors.ts';

/** What a process holds with the embedder loaded and a vector index of so many embeddings: `vectorMemory.ts MODELS COUNT`. */
const [modelsFolder = '', count = '0'] = process.argv.slice(2);
await using folder = throwAwayFolder('bench');
const embedder = await TransformersEmbedder.load(modelsFolder, defaultEmbeddingModel, 1);
if (embedder === null) throw new Error(`No model in ${modelsFolder}.`);
const { database } = openCatalogForWriting(folder.path);
const writer = new SqliteCatalogWriter(database, join(folder.path, catalogFileName));
for (let i = 0; i < Number(count); i += 1000) {
  for (const [n, vector] of clusteredVectors(Math.min(1000, Number(count) - i), embedder.dimensions, i).entries()) writer.addEmbedding(embedder.modelSha256, (i + n).toString(16).padStart(32, '0'), vector);
}
const catalog = new CatalogReader(openCatalogForReading(folder.path)!);
const before = residentMegabytes();
const start = performance.now();
const vectors = await FolderVectors.open({
  directory: folder.path, catalog, modelSha256: embedder.modelSha256, dimensions: embedder.dimensions, metric: 'cosine', canWrite: () => true,
  setMeta: (key, value) => {
    writer.setMeta(key, value);
    return Promise.resolve();
  },
  log: console.log,
});
await vectors.settle();
console.log({ before, after: residentMegabytes(), seconds: (performance.now() - start) / 1000 });

function residentMegabytes(): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024);
}
