import * as v from 'valibot';
import type { CatalogReads } from '../../core/indexing/catalogReads.ts';
import type { Turns } from '../../core/indexing/turns.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { Embedder } from '../../core/ports/textModels.ts';
import type { IndexedFolder } from '../../core/ports/folderIndex.ts';
import { calibrateRelevance } from '../../core/retrieval/quality/relevance.ts';

const metaKey = 'relevance';
/** Changes whenever questions are embedded in another way, so that it is measured again. */
const questions = 'mapped';
const measured = v.object({
  questions: v.literal(questions),
  modelSha256: v.string(),
  metric: v.string(),
  chunks: v.number(),
  threshold: v.nullable(v.number()),
});

/**
 * The threshold is measured again when the number of chunks has changed by more than this share.
 */
const changedShare = 0.2;

/** A folder to measure, and how to store the result. */
interface MeasuredFolder {
  readonly catalog: Pick<CatalogReads, 'meta'>;
  readonly index: IndexedFolder;
  readonly embedder: Embedder;
  readonly metric: string;
  readonly setMeta: (key: string, value: string) => Promise<void>;
}

/**
 * The similarity at which a source of a folder counts as relevant. It is measured on the folder's
 * own index and kept in its catalog.
 */
export class FolderRelevance {
  readonly #turns: Turns;
  #read:
    | { readonly stored: string | null; readonly value: v.InferOutput<typeof measured> | null }
    | undefined;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  /** Null if it was not measured with this model and metric. */
  async threshold(
    catalog: Pick<CatalogReads, 'meta'>,
    modelSha256: string | null,
    metric: string,
  ): Promise<number | null> {
    const { value } = this.#parsed(await catalog.meta(metaKey));
    return value !== null && value.modelSha256 === modelSha256 && value.metric === metric
      ? value.threshold
      : null;
  }

  /** Measures and stores the threshold if it is missing or outdated. Gives way to other work. */
  async keep(
    { catalog, index, embedder, metric, setMeta }: MeasuredFolder,
    cancellation: Cancellation,
  ): Promise<void> {
    const { modelSha256 } = embedder;
    const { chunks, embedded } = await index.read(({ chunkCount, embeddedChunkCount }) =>
      Promise.resolve({ chunks: chunkCount, embedded: embeddedChunkCount }),
    );
    const { value } = this.#parsed(await catalog.meta(metaKey));
    const current =
      value?.modelSha256 === modelSha256 &&
      value.metric === metric &&
      Math.abs(value.chunks - chunks) <= changedShare * chunks;
    if (current || embedded < chunks) return;
    const threshold = await calibrateRelevance(
      index,
      (text) => this.#turns.run('bulk', cancellation, () => embedder.embed(text, 'question')),
      cancellation,
    );
    await setMeta(metaKey, JSON.stringify({ questions, modelSha256, metric, chunks, threshold }));
  }

  #parsed(stored: string | null): { readonly value: v.InferOutput<typeof measured> | null } {
    if (this.#read === undefined || this.#read.stored !== stored) {
      const parsed = v.safeParse(v.nullable(v.pipe(v.string(), v.parseJson(), measured)), stored);
      this.#read = { stored, value: parsed.success ? parsed.output : null };
    }
    return this.#read;
  }
}
