import type { FileRole } from '../model.ts';

/** How much each sign counts towards a chunk's score; every sign is scaled so that the best candidate has 1. */
export interface RetrievalWeights {
  readonly lexical: number;
  readonly dense: number;
  readonly file: number;
  /** What a chunk's score is multiplied by, for what its file is for. */
  readonly roles: Readonly<Record<FileRole, number>>;
}

const evenRoles = { source: 1, test: 1, prose: 1, data: 1, generated: 1 };

/** The product's method and the parts of it that the bench compares (docs/retrieval.md). */
export const retrievalMethods = {
  lexical: { lexical: 1, dense: 0, file: 0, roles: evenRoles },
  dense: { lexical: 0, dense: 1, file: 0, roles: evenRoles },
  hybrid: { lexical: 1, dense: 0.75, file: 0, roles: evenRoles },
  full: { lexical: 1, dense: 0.75, file: 0.5, roles: { source: 1, test: 0.75, prose: 0.5, data: 0.5, generated: 0.3 } },
} as const satisfies Record<string, RetrievalWeights>;
