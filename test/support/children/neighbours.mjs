// Runs where nothing but Node is: `node neighbours.mjs ADDON FILE` makes an index with an addon of
// hnswlib-node, searches it, and writes the neighbours to a file, since Wine has no console.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [addon, file] = process.argv.slice(2);
const { HierarchicalNSW } = createRequire(import.meta.url)(addon);
const dimensions = 64;
const count = 500;
let seed = 1;
const vectors = Array.from({ length: count }, () =>
  Array.from({ length: dimensions }, () => (seed = (seed * 48271) % 2147483647) / 2147483647 - 0.5),
);
const index = new HierarchicalNSW('cosine', dimensions);
index.initIndex(count, 16, 200, 100);
for (const [id, vector] of vectors.entries()) index.addPoint(vector, id);
// As many as there are vectors: the search is then exact, whatever the order of the graph.
index.setEf(count);
const neighbors = vectors.map((vector) => index.searchKnn(vector, 5).neighbors);
writeFileSync(file, JSON.stringify({ platform: process.platform, arch: process.arch, neighbors }));
