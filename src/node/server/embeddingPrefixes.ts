/** Texts that a model expects before a question, and before every other text. */
export interface EmbeddingPrefixes {
  readonly question: string;
  readonly text: string;
}

const none: EmbeddingPrefixes = { question: '', text: '' };

/**
 * From the models' cards on huggingface.co: nomic-ai/nomic-embed-text-v1.5,
 * intfloat/multilingual-e5-small, Snowflake/snowflake-arctic-embed-l-v2.0 and -embed-s,
 * BAAI/bge-small-en-v1.5, mixedbread-ai/mxbai-embed-large-v1, Qwen/Qwen3-Embedding-0.6B,
 * google/embeddinggemma-300m. The first that fits counts.
 */
const known: readonly (readonly [name: RegExp, prefixes: EmbeddingPrefixes])[] = [
  [/nomic-embed-text/, { question: 'search_query: ', text: 'search_document: ' }],
  [/e5-.*instruct/, none],
  [/(^|[^a-z0-9])e5-/, { question: 'query: ', text: 'passage: ' }],
  [/arctic-embed.*(2\.0|v2|[:-]2)|arctic-embed2/, { question: 'query: ', text: '' }],
  [
    /arctic-embed|bge-(small|base|large)-en|mxbai-embed/,
    { question: 'Represent this sentence for searching relevant passages: ', text: '' },
  ],
  [
    /qwen3-embedding/,
    {
      question:
        'Instruct: Given a web search query, retrieve relevant passages that answer the query\n' +
        'Query:',
      text: '',
    },
  ],
  [/embeddinggemma/, { question: 'task: search result | query: ', text: 'title: none | text: ' }],
];

/** The prefixes of a model by its name, such as `nomic-embed-text:v1.5`; empty if it is unknown. */
export function embeddingPrefixes(model: string): EmbeddingPrefixes {
  const name = model.toLowerCase();
  return known.find(([pattern]) => pattern.test(name))?.[1] ?? none;
}
