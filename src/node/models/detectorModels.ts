import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { KeptModel } from '../../core/models.ts';
import type { Wording } from '../../core/texts/wording.ts';
import { DetectorFailure } from '../embedding/detectorFailure.ts';
import { readDetectorFiles } from '../embedding/detectorFiles.ts';
import { checkModelFile, modelFileProblem } from './checkModelFile.ts';

/** Where a models folder keeps detectors, each in its own folder. */
const detectorsFolder = 'detectors';
const weights = 'model.onnx';

/** Where each file of a detector goes, the weights last: without them it is not found. */
export interface DetectorCopies {
  /** The weights' place in the models folder. */
  readonly target: string;
  readonly copies: readonly { readonly source: string; readonly target: string }[];
}

/**
 * @param path absolute, of a detector's .onnx file or folder.
 * @throws Failure `model-missing`, `model-corrupt` or `model-unsupported`.
 */
export async function detectorCopies(modelsFolder: string, path: string): Promise<DetectorCopies> {
  const { name, model, others } = await readDetectorFiles(path);
  await checkModelFile('embedding', model);
  const folder = join(modelsFolder, detectorsFolder, name);
  const target = join(folder, weights);
  return {
    target,
    copies: [
      // A file of weights beside the model is named inside it, so it keeps its name.
      ...others.map((source) => ({ source, target: join(folder, basename(source)) })),
      { source: model, target },
    ],
  };
}

/** The detectors of a models folder, as the list of models has them. */
export async function keptDetectors(
  modelsFolder: string,
): Promise<readonly Pick<KeptModel, 'kind' | 'name' | 'path' | 'bytes' | 'problem'>[]> {
  const folder = join(modelsFolder, detectorsFolder);
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name, weights);
      const bytes = (await stat(path).catch(() => null))?.size;
      return bytes === undefined
        ? []
        : [{ kind: 'detector' as const, name, path, bytes, problem: await problemOf(path) }];
    }),
  );
  return found.flat();
}

/** The other files of a kept detector; none for any other model. */
export async function filesBeside(modelsFolder: string, path: string): Promise<readonly string[]> {
  const folder = dirname(path);
  if (dirname(folder) !== join(modelsFolder, detectorsFolder)) return [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(folder, name))
    .filter((file) => file !== path);
}

/** The files that a setting may mean which names a detector by its file or its folder. */
export function detectorPaths(path: string): readonly string[] {
  return [path, join(path, weights)];
}

async function problemOf(path: string): Promise<Wording | null> {
  try {
    await readDetectorFiles(path);
  } catch (error) {
    if (error instanceof DetectorFailure) return error.problem;
    throw error;
  }
  return modelFileProblem('embedding', path);
}
