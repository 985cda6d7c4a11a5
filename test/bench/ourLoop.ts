import { LocalEmbedders } from '../../src/process/localEmbedders.ts';
import { testIndexSettings } from '../support/indexes/indexProcess.ts';
import { answerTexts } from './answerTexts.ts';

/** The product's embedder with the default number of threads, in a separate process. */
const [modelsFolder = ''] = process.argv.slice(2);
const embedder = await new LocalEmbedders({
  modelsFolder,
  settings: { ...testIndexSettings, threads: 0 },
}).get();
if (embedder === null) throw new Error(`There is no embedding model in ${modelsFolder}.`);
answerTexts((text) => embedder.embed(text));
