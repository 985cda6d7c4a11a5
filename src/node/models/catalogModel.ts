import type { ModelKind } from '../../core/models.ts';

/** A file that can be downloaded from the endpoint. */
export interface FetchableModel {
  readonly kind: ModelKind;
  readonly name: string;
  /** `owner/name` at the endpoint. */
  readonly repository: string;
  /** Path of the file in the repository. */
  readonly file: string;
  /** Null if unknown until the first download. */
  readonly bytes: number | null;
  /**
   * Hex; null if unknown. Then the first download's checksum is recorded, and later ones must
   * match.
   */
  readonly sha256: string | null;
  /**
   * The second file of an embedding model with a vocabulary of its own; left out for any other
   * model.
   */
  readonly tokenizer?: TokenizerFile;
}

/** A `tokenizer.json`, beside the folder of the model's weights. */
export interface TokenizerFile {
  /** Path in the repository. */
  readonly file: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  /** `vocab_size` in the model's config.json: a few more than the tokenizer has pieces. */
  readonly vocabularySize: number;
}

/** A model of the built-in catalog. */
export interface CatalogModel extends FetchableModel {
  /** Its name in commands and settings. */
  readonly id: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly licence: { readonly name: string; readonly url: string };
  readonly parameters: number;
  /** Tokens it was trained for. */
  readonly contextLength: number;
  /** Names of the languages that its publisher says it is for, English first. */
  readonly languages: readonly string[];
  /** The figures that its memory is computed from; null for embedding models. */
  readonly shape: ModelShape | null;
  /** For small machines: several times faster than the default model, but less capable. */
  readonly faster: boolean;
}

/** Figures from the model's published configuration. */
export interface ModelShape {
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly embedding: number;
  readonly feedForward: number;
}
