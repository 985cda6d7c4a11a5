import { basename } from 'node:path';
import type { KeptModel } from '../../core/models.ts';
import { modelFileProblem } from './checkModelFile.ts';
import { keptDetectors } from './detectorModels.ts';
import { toModelFile, unsuitableBecause } from './findModels.ts';
import { modelCatalog } from './modelCatalog.ts';
import type { ModelRecords } from './modelRecords.ts';
import type { ModelsFolder } from './modelsFolder.ts';

/** All model files of the folder with their records, the largest first. */
export async function keptModels(
  folder: ModelsFolder,
  records: ModelRecords,
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
      const sha256 = record?.sha256 ?? null;
      return {
        ...file,
        problem,
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
