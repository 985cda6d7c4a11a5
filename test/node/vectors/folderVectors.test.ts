import assert from 'node:assert/strict';
import { join } from 'node:path';
import {
  catalogFileName,
  openCatalogForReading,
  openCatalogForWriting,
} from '../../../src/node/catalog/database/catalogDatabase.ts';
import { CatalogReader } from '../../../src/node/catalog/catalogReader.ts';
import { SqliteCatalogWriter } from '../../../src/node/catalog/catalogWriter.ts';
import { StoredCatalog } from '../../../src/node/catalog/storedCatalog.ts';
import { FolderVectors } from '../../../src/node/vectors/folderVectors.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';

/** Calls back when vectors are read. */
class WatchedCatalog extends StoredCatalog {
  onVectors: () => void = () => undefined;

  override vectors(ids: readonly number[]): Promise<ReadonlyMap<number, Float32Array>> {
    this.onVectors();
    return super.vectors(ids);
  }
}

class TestVectors implements AsyncDisposable {
  readonly #folder = throwAwayFolder('vectors');
  readonly #database = openCatalogForWriting(this.#folder.path).database;
  readonly #writer = new SqliteCatalogWriter(
    this.#database,
    join(this.#folder.path, catalogFileName),
  );
  readonly catalog = new WatchedCatalog(
    new CatalogReader(openCatalogForReading(this.#folder.path)!),
  );
  onWrite: () => void = () => undefined;
  #embedded = 0;

  open(): Promise<FolderVectors> {
    return FolderVectors.open({
      directory: this.#folder.path,
      catalog: this.catalog,
      modelSha256: 'model',
      dimensions: 2,
      metric: 'cosine',
      canWrite: () => {
        this.onWrite();
        return true;
      },
      setMeta: (key, value) => this.#writer.setMeta(key, value),
      log: () => undefined,
    });
  }

  async embed(): Promise<{ readonly id: number; readonly vector: Float32Array }> {
    const number = ++this.#embedded;
    const vector = Float32Array.of(Math.cos(number), Math.sin(number));
    const content = number.toString(16).padStart(32, '0');
    return { id: await this.#writer.addEmbedding('model', content, vector), vector };
  }

  drop(count: number): void {
    this.#database.exec(`DELETE FROM embeddings WHERE id <= ${String(count)}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.catalog.close();
    this.#writer.close();
    await this.#folder[Symbol.asyncDispose]();
  }
}

describe('the vector index of a folder', () => {
  it('keeps the embeddings that arrive while it is rebuilt', async () => {
    await using folder = new TestVectors();
    for (let i = 0; i < 100; i++) await folder.embed();
    const vectors = await folder.open();
    folder.drop(50);
    let edited = 0;
    let embedding: Promise<void> | undefined;
    folder.catalog.onVectors = () => {
      folder.catalog.onVectors = () => undefined;
      embedding = folder.embed().then(({ id, vector }) => {
        vectors.add(id, vector);
        edited = id;
      });
    };
    await vectors.settle();
    await embedding;
    assert.equal(vectors.index.tombstones, 0);
    assert.ok(edited > 0 && vectors.index.has(edited));
    await vectors.close();
  });

  it('adds nothing while its file is written, and everything afterwards', async () => {
    await using folder = new TestVectors();
    for (let i = 0; i < 600; i++) await folder.embed();
    const vectors = await folder.open();
    const late: number[] = [];
    let followed: Promise<void> | undefined;
    folder.onWrite = () => {
      followed = Promise.resolve().then(async () => {
        late.push((await folder.embed()).id);
        await vectors.follow();
        const { id, vector } = await folder.embed();
        vectors.add(id, vector);
        late.push(id);
      });
    };
    await vectors.settle();
    await followed;
    folder.onWrite = () => undefined;
    await vectors.close();
    assert.deepEqual(
      late.map((id) => vectors.index.has(id)),
      [true, true],
    );
    const again = await folder.open();
    assert.equal(again.index.size, 602);
    await again.close();
  });
});
