import assert from 'node:assert/strict';
import { embeddingPrefixes } from '../../../src/node/server/embeddingPrefixes.ts';

describe('what an embedding model expects before a question', () => {
  const expected = {
    'nomic-embed-text:v1.5': 'search_query: ',
    'text-embedding-nomic-embed-text-v1.5': 'search_query: ',
    'nomic-embed-text-v1.5.Q8_0.gguf': 'search_query: ',
    'intfloat/multilingual-e5-small': 'query: ',
    'intfloat/multilingual-e5-large-instruct': '',
    'snowflake-arctic-embed2:568m': 'query: ',
    'Snowflake/snowflake-arctic-embed-l-v2.0': 'query: ',
    'snowflake-arctic-embed:33m': 'Represent this sentence for searching relevant passages: ',
    'BAAI/bge-small-en-v1.5': 'Represent this sentence for searching relevant passages: ',
    'bge-m3': '',
    'mxbai-embed-large': 'Represent this sentence for searching relevant passages: ',
    'embeddinggemma:300m': 'task: search result | query: ',
    'all-minilm': '',
    'text-embedding-3-small': '',
  };

  for (const [model, question] of Object.entries(expected))
    it(`is ${question === '' ? 'nothing' : JSON.stringify(question)} for ${model}`, () => {
      assert.equal(embeddingPrefixes(model).question, question);
    });
});
