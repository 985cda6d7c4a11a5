import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openCatalogForWriting } from '../../src/node/catalog/database/catalogDatabase.ts';
import { bytesOfHex } from '../../src/node/catalog/catalogRows.ts';
import { SqliteCatalogWriter } from '../../src/node/catalog/catalogWriter.ts';
import { indexLocation } from '../../src/node/catalog/database/indexLocation.ts';
import { TestIndex, testIndexSettings } from '../support/indexes/indexProcess.ts';
import { repositoryRoot } from '../support/paths.ts';
import { mustRun } from '../support/runProgram.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { clusteredVectors, seededRandom } from '../support/indexes/vectors.ts';

/** Resident memory of the index process (Linux), in megabytes. */
export interface Memory {
  readonly what: string;
  readonly now: number;
  readonly most: number;
}

const dimensions = 384;
const filesOfOneKind = 1000;
/** About two hundred WordPiece tokens, the size of a chunk. */
const linesOfChunk = 13;

/**
 * What the index process holds in memory with this many chunks: while it prepares their words,
 * while HNSW is built from their embeddings (random unit vectors, since real ones would take
 * hours), after an edit, once everything is indexed, and while a fifth of the files is prepared
 * again.
 */
export async function measureMemory(
  modelsFolder: string,
  chunks: number,
): Promise<{ readonly chunks: number; readonly memory: readonly Memory[] }> {
  await using folder = throwAwayFolder('bench');
  const [root, base] = [join(folder.path, 'root'), join(folder.path, 'indexes')];
  await writeFiles(root, chunks / filesOfOneKind, filesOfOneKind);
  // As it ships: stripping types from source would take extra memory.
  await mustRun(process.execPath, ['esbuild.mjs'], { cwd: repositoryRoot });
  const entry = join(repositoryRoot, 'dist/indexProcess.js');
  const memory: Memory[] = [];
  const note = async (what: string, index: TestIndex): Promise<void> => {
    memory.push({ what, ...(await resident(index)) });
  };
  const options = { entry, modelsFolder, settings: { ...testIndexSettings, threads: 0 } };
  {
    await using index = new TestIndex(base, { entry });
    await index.open(root);
    await index.client.update({ root, paths: [] });
    await note('words of all', index);
  }
  await embedAtRandom(
    await indexLocation(base, root),
    await modelInUse(join(folder.path, 'small'), options),
  );
  {
    await using index = new TestIndex(base, options);
    await index.open(root);
    await index.ask(root, 'kilo lima');
    await index.client.update({ root, paths: [] });
    await index.ask(root, 'kilo lima');
    await note('HNSW made of stored vectors', index);
    await appendFile(join(root, 'group0/file0.py'), 'xylophonist = pangolin\n');
    await index.client.update({ root, paths: ['group0/file0.py'] });
    await index.ask(root, 'xylophonist pangolin');
    await note('one edit', index);
  }
  await using index = new TestIndex(base, options);
  const { chunks: stored } = await index.open(root);
  await index.client.update({ root, paths: [] });
  await index.ask(root, 'kilo lima');
  await note('all read again', index);
  const { embeddedChunks } = index.states.at(-1) ?? { embeddedChunks: 0 };
  if (embeddedChunks < chunks) throw new Error(`Only ${embeddedChunks} chunks with an embedding.`);
  await writeFiles(root, chunks / filesOfOneKind, filesOfOneKind / 5, '\n');
  await index.client.update({ root, paths: [] });
  await note('a fifth of the files prepared again', index);
  return { chunks: stored, memory };
}

/** Files of at least a hundred chunks, all different. `first` changes lines but no chunk's text. */
async function writeFiles(
  root: string,
  chunksOfFile: number,
  count: number,
  first = '',
): Promise<void> {
  for (let i = 0; i < count; i++) {
    const random = seededRandom(i + 1);
    const word = (): string =>
      Array.from(
        { length: 1 + random() * 3 },
        () => 'bcdfghjklmnpqrstvw'.charAt(random() * 18) + 'aeiou'.charAt(random() * 5),
      ).join('');
    const line = (): string => `    ${word()} = ${word()}.${word()}(${word()}, ${word()})`;
    const functions = Array.from(
      { length: chunksOfFile * 1.02 },
      (_, n) =>
        `def ${word()}${n}(${word()}):\n${Array.from({ length: linesOfChunk }, line).join('\n')}\n`,
    );
    const file = join(root, `group${Math.floor(i / 100)}`, `file${i}.py`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${first}${functions.join('\n')}`);
  }
}

/** The checksum of the model that the process embeds with. */
async function modelInUse(
  folder: string,
  options: ConstructorParameters<typeof TestIndex>[1],
): Promise<string> {
  await mkdir(folder);
  await using index = new TestIndex(`${folder} indexes`, options);
  await index.open(folder);
  await writeFile(join(folder, 'a.txt'), 'words');
  await index.client.update({ root: folder, paths: [] });
  const model = index.states.at(-1)?.embeddingModel ?? null;
  if (model === null) throw new Error('There is no embedding model.');
  return model;
}

/** Stores a vector for every text without one. */
async function embedAtRandom(directory: string, modelSha256: string): Promise<void> {
  const { database } = openCatalogForWriting(directory);
  const writer = new SqliteCatalogWriter(database, directory);
  for (let after: number | null = 0; after !== null;) {
    const { texts, next }: Awaited<ReturnType<typeof writer.unembedded>> = await writer.unembedded(
      modelSha256,
      after,
    );
    const vectors = clusteredVectors(texts.length, dimensions, after);
    await writer.takeIn(
      texts.map(({ content }, i) => ({
        content: bytesOfHex(content),
        modelSha256,
        unusedSince: null,
        vector: bytesOf(vectors[i]!),
      })),
    );
    after = next;
  }
  writer.close();
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

async function resident(index: TestIndex): Promise<{ now: number; most: number }> {
  const status = await readFile(`/proc/${index.pid ?? 0}/status`, 'utf8');
  const megabytes = (name: string): number =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
}
