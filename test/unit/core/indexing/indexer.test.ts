import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isFailure } from '../../../../src/core/errors.ts';
import type { CatalogWriter } from '../../../../src/core/indexing/catalogPort.ts';
import type {
  FoundFile,
  KnownFile,
  PreparedFile,
  Unembedded,
} from '../../../../src/core/indexing/fileRecords.ts';
import { Indexer } from '../../../../src/core/indexing/indexer.ts';
import type { IndexingEvent } from '../../../../src/core/indexing/indexingEvents.ts';
import { Turns } from '../../../../src/core/indexing/turns.ts';

const never = new AbortController().signal;

/**
 * A folder and a catalog in memory; a file's content is its text. They have what tests need to stop
 * at certain moments. The real ones: test/node/process/indexProcess.test.ts.
 */
class Scene {
  readonly files = new Map<string, string>();
  readonly stored = new Map<string, KnownFile & { text: string }>();
  readonly embedded: string[] = [];
  readonly events: IndexingEvent[] = [];
  /** Called after a file was read, before its content is returned. */
  afterReading: (path: string) => Promise<void> = () => Promise.resolve();
  onEmbed: (text: string) => void = () => undefined;
  mayEmbed = true;
  #lastId = 0;

  readonly indexer = new Indexer({
    root: '/root',
    preparation: '1',
    turns: new Turns(() => nextTurn()),
    now: () => 0,
    onEvent: (event) => {
      this.events.push(event);
    },
    source: {
      list: (paths) =>
        Promise.resolve({
          files: [...this.files]
            .filter(
              ([path]) =>
                paths.length === 0 || paths.some((own) => path === own || path.startsWith(own)),
            )
            .map(([path, text]) => this.#found(path, text)),
          leftOut: [],
        }),
    },
    preparer: { prepare: (_, path, knownHash) => this.#prepare(path, knownHash) },
    catalog: this.#catalog(),
    vectors: { add: () => undefined, settle: () => Promise.resolve() },
    embedder: () =>
      Promise.resolve({
        modelSha256: 'model',
        dimensions: 1,
        isMultilingual: false,
        embed: (text) => {
          this.onEmbed(text);
          this.embedded.push(text);
          return Promise.resolve(Float32Array.of(1));
        },
      }),
    mayEmbed: () => Promise.resolve(this.mayEmbed),
    embeddingCounts: {
      embeddedIn: (paths) => Promise.resolve(this.#embedded(paths)),
      missing: () => Promise.resolve(this.stored.size - this.#embedded([...this.stored.keys()])),
    },
  });

  #embedded(paths: readonly string[]): number {
    return [...this.stored].filter(
      ([path, { text }]) => paths.includes(path) && this.embedded.includes(text),
    ).length;
  }

  update(paths: readonly string[] = [], signal: AbortSignal = never): Promise<number> {
    return this.indexer.update({ paths, recentFiles: [] }, signal);
  }

  texts(): Record<string, string> {
    return Object.fromEntries([...this.stored].map(([path, { text }]) => [path, text]));
  }

  async #prepare(path: string, knownHash: string): Promise<PreparedFile> {
    const text = this.files.get(path);
    await this.afterReading(path);
    if (text === undefined) return { outcome: 'gone' };
    if (text === knownHash) return { outcome: 'unchanged' };
    const chunk = {
      range: { kind: 'lines', startLine: 1, endLine: 1 },
      text,
      symbol: '',
      symbolWords: '',
      bodyWords: text,
      content: text,
    } as const;
    return {
      outcome: 'chunked',
      hash: text,
      language: 'plaintext',
      role: 'prose',
      reading: { encoding: 'utf8', linesLeftOut: 0 },
      pathWords: '',
      chunks: [chunk],
    };
  }

  #found(path: string, text: string): FoundFile {
    return {
      path,
      sizeBytes: text.length,
      modifiedMs: Array.from(text).reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7),
      identity: '1:1',
    };
  }

  #catalog(): CatalogWriter {
    const missing = (files: Iterable<{ text: string }>): Unembedded[] =>
      [...new Set([...files].map(({ text }) => text))]
        .filter((text) => !this.embedded.includes(text))
        .map((text) => ({ content: text, text, chunks: 1 }));
    return {
      knownFiles: (paths) =>
        Promise.resolve(
          [...this.stored.values()].filter(
            ({ path }) =>
              paths.length === 0 || paths.some((own) => path === own || path.startsWith(own)),
          ),
        ),
      store: async (file, prepared, preparation) => {
        await nextTurn();
        const id = ++this.#lastId;
        const text = prepared.outcome === 'chunked' ? prepared.chunks[0]!.text : '';
        this.stored.set(file.path, {
          ...file,
          id,
          hash: prepared.hash,
          preparation,
          skipped: null,
          text,
        });
        return { id, added: 1, removed: 0 };
      },
      touch: () => Promise.resolve(),
      remove: (id) => {
        for (const [path, file] of this.stored) if (file.id === id) this.stored.delete(path);
        return Promise.resolve(1);
      },
      replaceLeftOut: () => Promise.resolve(),
      unembedded: () => Promise.resolve({ texts: missing(this.stored.values()), next: null }),
      unembeddedOfFiles: (_, ids) =>
        Promise.resolve(missing([...this.stored.values()].filter(({ id }) => ids.includes(id)))),
      addEmbedding: () => Promise.resolve(1),
      dropUnusedEmbeddings: () => Promise.resolve(),
      setMeta: () => Promise.resolve(),
    };
  }
}

describe('Indexer', () => {
  it('stores the words of all files before it embeds the first text', async () => {
    const scene = new Scene();
    for (let i = 0; i < 20; i++) scene.files.set(`${i}.md`, `text ${i}`);
    let storedAtFirst = 0;
    scene.onEmbed = () => {
      storedAtFirst ||= scene.stored.size;
    };
    assert.equal(await scene.update(), 20);
    assert.equal(storedAtFirst, 20);
    const types = scene.events.map(({ type }) => type);
    assert.ok(
      types.indexOf('wordsReady') < types.indexOf('embedding') &&
        types.lastIndexOf('stored') < types.indexOf('wordsReady'),
    );
  });

  it('embeds only unknown texts and removes files that are gone', async () => {
    const scene = new Scene();
    scene.files.set('a.md', 'one').set('b.md', 'two');
    await scene.update();
    scene.files.delete('a.md');
    scene.files.set('moved.md', 'one');
    assert.equal(await scene.update(), 0);
    assert.deepEqual(scene.texts(), { 'b.md': 'two', 'moved.md': 'one' });
  });

  it('does not let the bulk overwrite an edit with an older state', async () => {
    const scene = new Scene();
    scene.files.set('a.md', 'old');
    const read = Promise.withResolvers<undefined>();
    const goOn = Promise.withResolvers<undefined>();
    let readings = 0;
    scene.afterReading = async () => {
      if (++readings > 1) return;
      read.resolve(undefined);
      await goOn.promise;
    };
    const bulk = scene.update();
    await read.promise;
    scene.files.set('a.md', 'new');
    await scene.update(['a.md']);
    goOn.resolve(undefined);
    await bulk;
    assert.deepEqual(scene.texts(), { 'a.md': 'new' });
  });

  it('reports how many chunks with an embedding an edit added or removed', async () => {
    const scene = new Scene();
    const edits = (): number[] =>
      scene.events.flatMap((event) => (event.type === 'edited' ? event.embeddedChunks : []));
    scene.files.set('a', 'one');
    await scene.update();
    assert.deepEqual(edits(), []);
    scene.files.set('b', 'two');
    await scene.update(['b']);
    scene.files.set('a', 'three');
    await scene.update(['a']);
    scene.files.delete('b');
    await scene.update(['b']);
    assert.deepEqual(edits(), [1, 0, -1]);
  });

  it('lets an edit in between the embeddings of the bulk', async () => {
    const scene = new Scene();
    for (let i = 0; i < 10; i++) scene.files.set(`${i}.md`, `text ${i}`);
    let edit: Promise<number> | undefined;
    scene.onEmbed = () => {
      if (edit !== undefined) return;
      scene.files.set('edited.md', 'edited');
      edit = scene.update(['edited.md']);
    };
    await scene.update();
    await edit;
    const place = scene.embedded.indexOf('edited');
    assert.ok(place > 0 && place < 9, `embedded as number ${place}`);
  });

  it('leaves the rest of the embeddings to the next update when it may not go on', async () => {
    const scene = new Scene();
    for (let i = 0; i < 10; i++) scene.files.set(`${i}.md`, `text ${i}`);
    const waits = (): number => scene.events.filter(({ type }) => type === 'waitsForPower').length;
    scene.onEmbed = (text) => {
      scene.mayEmbed = text !== 'text 4';
    };
    const done = await scene.update();
    assert.equal(scene.stored.size, 10);
    assert.ok(done > 0 && done < 10, String(done));
    assert.equal(waits(), 1);
    assert.equal(await scene.update(), 0);
    assert.equal(waits(), 2);
    scene.mayEmbed = true;
    assert.equal(await scene.update(), 10 - done);
    assert.equal(waits(), 2);
  });

  it('embeds an edit although the bulk may not go on', async () => {
    const scene = new Scene();
    scene.mayEmbed = false;
    scene.files.set('a.md', 'one');
    assert.equal(await scene.update(['a.md']), 1);
  });

  it('continues where a cancelled update stopped', async () => {
    const scene = new Scene();
    for (let i = 0; i < 10; i++) scene.files.set(`${i}.md`, `text ${i}`);
    const controller = new AbortController();
    scene.onEmbed = (text) => {
      if (text === 'text 4') controller.abort();
    };
    await assert.rejects(scene.update([], controller.signal), (error) =>
      isFailure(error, 'cancelled'),
    );
    const done = scene.embedded.length;
    assert.ok(done > 0 && done < 10);
    scene.onEmbed = () => undefined;
    assert.equal(await scene.update(), 10 - done);
    assert.equal(scene.stored.size, 10);
  });

  it('runs the next update after one that failed', async () => {
    const scene = new Scene();
    scene.files.set('a.md', 'one');
    scene.onEmbed = () => {
      throw new Error('broken');
    };
    await assert.rejects(scene.update(), /broken/);
    scene.onEmbed = () => undefined;
    assert.equal(await scene.update(), 1);
  });
});
