import type { ModelKind } from '../../core/models.ts';

/** A file that can be fetched from the endpoint. */
export interface FetchableModel {
  readonly kind: ModelKind;
  readonly name: string;
  /** `owner/name` at the endpoint. */
  readonly repository: string;
  /** Path of the file in the repository. */
  readonly file: string;
  /** Null where it is not known: then the first download tells. */
  readonly bytes: number | null;
  /**
   * Hex; null where it is not known: then the first download is recorded and checked ever after.
   */
  readonly sha256: string | null;
}

/** A model that is known beforehand. */
export interface CatalogModel extends FetchableModel {
  /** Names it in commands and settings. */
  readonly id: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly licence: { readonly name: string; readonly url: string };
  readonly parameters: number;
  /** Tokens it was trained for. */
  readonly contextLength: number;
  /** What its memory follows from; null for embedding models. */
  readonly shape: ModelShape | null;
  /** For small machines: several times faster than the default, and less able. */
  readonly faster: boolean;
}

/** As the model's published configuration has it. */
export interface ModelShape {
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly embedding: number;
  readonly feedForward: number;
}
