import type { FileKind } from './fileKind.ts';

/**
 * How much each signal counts towards a chunk's score. Signals are scaled to 0..1 over the
 * candidates of a question.
 */
export interface RetrievalWeights {
  /** BM25 of the chunk. */
  readonly lexical: number;
  /** BM25 of the synonyms of the question's words, as a share of `lexical`. */
  readonly synonyms: number;
  /** Similarity of the embeddings, before it is multiplied by how far it can be trusted. */
  readonly dense: number;
  /** Neighbouring words of the question that are also adjacent in the chunk. */
  readonly phrases: number;
  /** The higher score of the chunks before and after it, as a share of its own. */
  readonly neighbours: number;
  /** The best chunks of the same file, summed. */
  readonly file: number;
  /** Factor for a chunk's score, by the role of its file. */
  readonly roles: Readonly<Record<FileKind, number>>;
  /** The same for tests if nothing in the question suggests code. */
  readonly testWithoutCode: number;
  /** The same for files whose kind the question asks for (`askedFiles`). */
  readonly askedFile: number;
  /** An additional factor for older major versions (`olderVersions`). */
  readonly olderVersion: number;
  /**
   * Factor for a chunk's score for every chunk of its file that ranks before it: among the first
   * half of the sources, and after that. The best file may take several places, and the rest brings
   * in others; 1 makes no difference.
   */
  readonly sameFile: { readonly first: number; readonly later: number };
}

const alone = {
  phrases: 0,
  neighbours: 0,
  file: 0,
  synonyms: 0,
  roles: {
    source: 1,
    test: 1,
    prose: 1,
    data: 1,
    generated: 1,
    changelog: 1,
    aside: 1,
    documentationCode: 1,
    locale: 1,
  },
  testWithoutCode: 1,
  askedFile: 1,
  olderVersion: 1,
  sameFile: { first: 1, later: 1 },
};

/**
 * The product's method (`full`) and the parts of it that the benchmark compares; docs/retrieval.md
 * says how the numbers were found.
 */
export const retrievalMethods = {
  lexical: { lexical: 1, dense: 0, ...alone },
  dense: { lexical: 0, dense: 1, ...alone },
  hybrid: { lexical: 1, dense: 0.6, ...alone },
  full: {
    lexical: 1,
    dense: 0.6,
    phrases: 0.4,
    neighbours: 0.3,
    file: 0.3,
    synonyms: 0.5,
    roles: {
      source: 1,
      test: 0.6,
      prose: 0.5,
      data: 0.5,
      generated: 0.3,
      changelog: 0.3,
      aside: 0.6,
      documentationCode: 0.75,
      locale: 0.6,
    },
    testWithoutCode: 0.5,
    askedFile: 1.15,
    olderVersion: 0.7,
    sameFile: { first: 0.95, later: 0.7 },
  },
} as const satisfies Record<string, RetrievalWeights>;

export type RetrievalMethod = keyof typeof retrievalMethods;
