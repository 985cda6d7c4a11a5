import { defaultEmbeddingModel } from '../../src/node/embedding/embeddingModels.ts';
import { OnnxEmbedder } from '../../src/node/embedding/onnxEmbedder.ts';
import { testModelsFolder } from '../support/paths.ts';

/**
 * `Embedder.modelSha256` of the real default model, under which made-up vectors can be stored.
 * @throws Error if the model is not there.
 */
export async function embeddingsAddress(): Promise<string> {
  const embedder = await OnnxEmbedder.load(testModelsFolder() ?? '', defaultEmbeddingModel, 1);
  if (embedder === null)
    throw new Error(
      'The embedding model is needed: ASK_WORKSPACE_TEST_MODELS can name its folder.',
    );
  await embedder.close();
  return embedder.modelSha256;
}
