import type { ConfigureParams } from '../core/indexing/folderState.ts';
import type { Embedder, ServerWait } from '../core/ports/textModels.ts';
import type { NamedEmbedder } from '../core/retrieval/quality/compareEmbedders.ts';
import { LocalEmbedders } from './localEmbedders.ts';
import { ServedEmbedders } from './servedEmbedders.ts';

/** Where the embedder comes from. */
export interface EmbedderSource {
  /** The name of the model in the settings. */
  readonly name: string;
  /** Host and port of the server that embeds; null for this machine. */
  readonly host: string | null;
  /**
   * @param wait `brief` by default.
   * @returns null if there is no model.
   * @throws Failure by reason.
   */
  get(wait?: ServerWait): Promise<Embedder | null>;
  /**
   * Loads each other installed model of the catalog, one at a time, and frees it after `use`. A
   * damaged one is left out.
   */
  withOthers(use: (model: NamedEmbedder) => Promise<void>): Promise<void>;
  /** Whether both sources give the same embedder. */
  equals(other: EmbedderSource): boolean;
}

/** The one place that chooses: a server if the settings name one, else a model of this machine. */
export function embedderSource(params: ConfigureParams): EmbedderSource {
  const local = new LocalEmbedders(params);
  return params.settings.embeddingServer === '' ? local : new ServedEmbedders(params, local);
}
