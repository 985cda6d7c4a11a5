import type { StoredChunk } from '../../../core/domain.ts';
import { Failure, isFailure } from '../../../core/errors.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import { wording } from '../../../core/texts/wording.ts';
import { KeptReads } from '../../catalog/keptReads.ts';
import type { Publication } from '../publication.ts';
import { PublishedFiles } from './publishedFiles.ts';
import { PublishedIndex } from './publishedIndex.ts';
import type { PublishedSymbol } from './publishedIndex.ts';
import { beginReading, findBranch } from './publishedState.ts';
import type { PublishedState } from './publishedState.ts';
import { storeName } from '../../../core/settings/storeAddress.ts';
import { StoreConnection } from '../storeConnection.ts';
import type { StoreAccess } from '../storeConnection.ts';
import { isStoreFailure } from '../storeFailure.ts';
import { checkVersion } from '../storeSchema.ts';

/** After finding out took this long, a store that is away is left alone for a while. */
const longWaitMs = 3000;
const restMs = 10_000;
/** Pairs of connections that stay open between searches. */
const maxIdle = 2;
/** How often a search begins again because something was published at that moment. */
const maxAttempts = 5;

interface Pair {
  readonly words: StoreConnection;
  readonly meaning: StoreConnection;
}

interface Begun {
  readonly pair: Pair;
  readonly state: PublishedState;
}

/** A published branch, as its readers see it: always the latest state, each search one state. */
export class PublishedFolder {
  readonly #access: StoreAccess;
  readonly #branch: number;
  readonly #preparation: string;
  readonly #clock: Clock;
  readonly #idle: Pair[] = [];
  readonly #kept = new KeptReads();
  #files: PublishedFiles | undefined;
  #state: PublishedState | undefined;
  #symbols: { readonly generation: number; readonly all: readonly PublishedSymbol[] } | undefined;
  #away: { readonly failure: Failure; readonly untilMs: number } | undefined;
  #isClosed = false;

  private constructor(access: StoreAccess, branch: number, preparation: string, clock: Clock) {
    this.#access = access;
    this.#branch = branch;
    this.#preparation = preparation;
    this.#clock = clock;
  }

  /**
   * @param preparation how this version prepares files (`preparationIn`): chunks and words of
   * another one would not fit those of the reader's own files.
   * @throws Failure `store-unreachable`, `store-refused`, `store-unusable`.
   */
  static async open(
    access: StoreAccess,
    { repository, branch }: Publication,
    preparation: string,
    clock: Clock,
  ): Promise<PublishedFolder> {
    const store = await StoreConnection.open(access, 'reading');
    try {
      await checkVersion(store);
      const found = await findBranch(store, repository, branch);
      const folder = new PublishedFolder(access, found, preparation, clock);
      await folder.read(() => Promise.resolve());
      return folder;
    } finally {
      await store.end();
    }
  }

  /** Hosts and ports, for messages. */
  get name(): string {
    return storeName(this.#access.address);
  }

  /** The state that was read last. */
  get state(): PublishedState | undefined {
    return this.#state;
  }

  /** Why the last read failed; undefined if it did not. */
  get problem(): Failure | undefined {
    return this.#away?.failure;
  }

  /** Hash of the bytes of the file at a path, hex, in the state that was read last. */
  hashOf(path: string): string | undefined {
    return this.#files?.at(path)?.hash;
  }

  /**
   * The chunks of a file in order; none unless it is published with these bytes.
   * @throws Failure as `read`.
   */
  chunksAt(path: string, hash: string): Promise<readonly StoredChunk[]> {
    return this.read(async (index) => {
      const file = index.files.at(path);
      return file?.hash === hash ? index.chunksOf(file) : [];
    });
  }

  /**
   * The symbols of the branch. They are read once a publication and kept, so that what is typed
   * after an `@` stays here.
   * @throws Failure as `read`.
   */
  async symbols(): Promise<readonly PublishedSymbol[]> {
    if (this.#symbols === undefined || this.#symbols.generation !== this.#state?.generation)
      this.#symbols = await this.read(async (index) => ({
        generation: index.state.generation,
        all: await index.symbols(),
      }));
    return this.#symbols.all;
  }

  /**
   * Runs `work` on one state of the branch. If the host goes away meanwhile and there are others,
   * `work` runs again on the next one that answers.
   * @throws Failure `store-unreachable` if the store is away or goes away; others by reason.
   */
  async read<T>(work: (index: PublishedIndex) => Promise<T>): Promise<T> {
    const startMs = this.#clock.nowMs();
    if (this.#away !== undefined && startMs < this.#away.untilMs) throw this.#away.failure;
    try {
      const result = await this.#readAnyHost(work);
      this.#away = undefined;
      return result;
    } catch (error) {
      const endMs = this.#clock.nowMs();
      if (isStoreFailure(error))
        this.#away = {
          failure: error,
          untilMs: endMs - startMs < longWaitMs ? endMs : endMs + restMs,
        };
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#idle.splice(0).map(close));
  }

  async #readAnyHost<T>(work: (index: PublishedIndex) => Promise<T>): Promise<T> {
    const begun = await this.#begun();
    try {
      return await this.#readOnce(begun, work);
    } catch (error) {
      if (this.#access.address.hosts.length === 1 || !isFailure(error, 'store-unreachable'))
        throw error;
    }
    return this.#readOnce(await this.#begun(), work);
  }

  async #readOnce<T>(
    { pair, state }: Begun,
    work: (index: PublishedIndex) => Promise<T>,
  ): Promise<T> {
    try {
      if (state.preparation !== this.#preparation) throw otherVersion(pair.words, state);
      const files =
        this.#files?.generation === state.generation
          ? this.#files
          : await PublishedFiles.read(pair.words, state);
      this.#files = files;
      this.#state = state;
      const result = await work(new PublishedIndex({ ...pair, state, files, kept: this.#kept }));
      await rollBack(pair);
      this.#release(pair);
      return result;
    } catch (error) {
      await close(pair);
      throw error;
    }
  }

  /** Both transactions see the same state: nothing of the repository was published in between. */
  async #begin(pair: Pair): Promise<PublishedState> {
    for (let attempt = 1; ; attempt++) {
      const [state, other] = await Promise.all([
        beginReading(pair.words, this.#branch),
        beginReading(pair.meaning, this.#branch),
      ]);
      if (state.generation === other.generation) return state;
      await rollBack(pair);
      if (attempt === maxAttempts)
        throw new Failure(
          'store-unreachable',
          wording('The team index at {store} changes too fast to be read. Ask again.', {
            store: this.name,
          }),
        );
    }
  }

  /** A connection that was idle may be dead without knowing it yet; then another is opened. */
  async #begun(): Promise<Begun> {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      try {
        return { pair: idle, state: await this.#begin(idle) };
      } catch (error) {
        await close(idle);
        if (!isFailure(error, 'store-unreachable')) throw error;
      }
    }
    const pair = await this.#connect();
    try {
      return { pair, state: await this.#begin(pair) };
    } catch (error) {
      await close(pair);
      throw error;
    }
  }

  async #connect(): Promise<Pair> {
    const open = (): Promise<StoreConnection> => StoreConnection.open(this.#access, 'reading');
    const opening = [open(), open()] as const;
    try {
      const [words, meaning] = await Promise.all(opening);
      return { words, meaning };
    } catch (error) {
      for (const opened of await Promise.allSettled(opening))
        if (opened.status === 'fulfilled') await opened.value.end();
      throw error;
    }
  }

  #release(pair: Pair): void {
    if (this.#isClosed || this.#idle.length >= maxIdle) void close(pair);
    else this.#idle.push(pair);
  }
}

async function rollBack({ words, meaning }: Pair): Promise<void> {
  await Promise.all([words.query('ROLLBACK'), meaning.query('ROLLBACK')]);
}

async function close({ words, meaning }: Pair): Promise<void> {
  await Promise.all([words.end(), meaning.end()]);
}

function otherVersion(store: StoreConnection, { branchName }: PublishedState): Failure {
  return new Failure(
    'store-unusable',
    wording(
      'The branch {branch} was published at {store} by another version of Ask Workspace. Publish it again with this one.',
      { branch: branchName, store: store.name },
    ),
  );
}
