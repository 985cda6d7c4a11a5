/**
 * The ways to compare embeddings. For unit vectors, which ours are, all three give the same
 * ranking.
 */
export const metrics = ['cosine', 'euclidean', 'dot'] as const;

export type Metric = (typeof metrics)[number];
