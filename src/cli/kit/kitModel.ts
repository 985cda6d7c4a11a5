import { stat } from 'node:fs/promises';
import { basename, join, posix, relative, sep } from 'node:path';
import { terminalFailure } from '../terminalFailure.ts';
import { sha256OfFile } from '../../node/files/sha256OfFile.ts';
import { presentParts } from '../../node/gguf/ggufParts.ts';
import { modelCatalog } from '../../node/models/modelCatalog.ts';

/** A file of a model to put into a kit. */
export interface KitModel {
  /** Absolute path. */
  readonly path: string;
  /** Its place below a models folder, with forward slashes. */
  readonly place: string;
}

/**
 * Finds a model in the models folder.
 * @returns its file, or all parts of a split model.
 * @param name an id of the catalog, or the path of a .gguf file below the folder.
 * @throws Failure `model-missing`, or `checksum-mismatch` where it is not what the catalog says.
 */
export async function kitModel(folder: string, name: string): Promise<readonly KitModel[]> {
  const known = modelCatalog.find(({ id }) => id === name);
  const candidates =
    known === undefined
      ? [join(folder, name)]
      : [join(folder, known.repository, known.file), join(folder, basename(known.file))];
  for (const path of candidates) {
    const isFile = await stat(path).then(
      (stats) => stats.isFile(),
      () => false,
    );
    const place = relative(folder, path).split(sep).join('/');
    if (!isFile || place.startsWith('../')) continue;
    if (known !== undefined && (await sha256OfFile(path)) !== known.sha256)
      throw terminalFailure(
        'checksum-mismatch',
        `${path} is not the ${known.name} of the catalog: its sha256 differs. Download it again.`,
      );
    return (await presentParts(path)).map((part) => ({
      path: part,
      place: posix.join(posix.dirname(place), basename(part)),
    }));
  }
  throw terminalFailure(
    'model-missing',
    `There is no model ${JSON.stringify(name)} in ${folder}. ` +
      `Get it with: ask-workspace models download ${name}`,
  );
}
