import { basename } from 'node:path';
import type { ChatModelFacts, KeptModel, ModelInspection, ModelSpeed } from '../../core/models.ts';
import { modelFileProblem } from './checkModelFile.ts';
import { keptDetectors } from './detectorModels.ts';
import { toModelFile, unsuitableBecause } from './findModels.ts';
import { modelCatalog } from './modelCatalog.ts';
import type { ModelRecords } from './modelRecords.ts';
import type { ModelsFolder } from './modelsFolder.ts';

type FactsOf = (model: ModelInspection, speed: ModelSpeed | null) => ChatModelFacts;

/**
 * All model files of the folder with their records, the largest first.
 * @param factsOf of a chat model that can be used.
 */
export async function keptModels(
  folder: ModelsFolder,
  records: ModelRecords,
  factsOf: FactsOf,
): Promise<readonly KeptModel[]> {
  const { models: chat, unusable } = await folder.chatModels();
  const embedding = await folder.embeddingFiles();
  const inUse = await folder.pathsInUse();
  const files = [
    ...chat.map((model) => ({ file: toModelFile(model), problem: unsuitableBecause(model) })),
    ...unusable.map(({ path, bytes, problem }) => ({
      file: { kind: 'chat', name: basename(path, '.gguf'), path, bytes } as const,
      problem,
    })),
    ...(await Promise.all(
      embedding.map(async (file) => ({
        file,
        problem: await modelFileProblem('embedding', file.path),
      })),
    )),
    ...(await keptDetectors(folder.path)).map(({ problem, ...file }) => ({ file, problem })),
  ];
  const models = await Promise.all(
    files.map(async ({ file, problem }): Promise<KeptModel> => {
      const record = await records.read(file.path);
      const inspection = chat.find(({ path }) => path === file.path);
      const sha256 = record?.sha256 ?? null;
      return {
        ...file,
        problem,
        chatFacts:
          inspection === undefined || problem !== null
            ? null
            : factsOf(inspection, record?.speed ?? null),
        inUse: inUse.has(file.path),
        sha256,
        isKnown: modelCatalog.some((model) => model.sha256 === sha256),
        origin: record?.origin ?? 'found',
        lastUsedMs: record?.lastUsedMs ?? null,
      };
    }),
  );
  return models.sort((a, b) => b.bytes - a.bytes);
}
