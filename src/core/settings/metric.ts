/** The ways to compare embeddings. For unit vectors, which ours are, all three rank alike. */
export const metrics = ['cosine', 'euclidean', 'dot'] as const;

export type Metric = (typeof metrics)[number];
