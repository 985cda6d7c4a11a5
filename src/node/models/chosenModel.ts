import { open, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';

/** A chat model's file that the user chose, and its name in the models folder. */
export interface ChosenModel {
  readonly path: string;
  readonly name: string;
  /** Hex; null if unknown. */
  readonly sha256: string | null;
}

/** A longer file is not a manifest. */
const maxManifestBytes = 1 << 20;
const blobName = /^sha256[-:]([0-9a-f]{64})$/;

const ManifestSchema = v.object({
  layers: v.array(v.object({ mediaType: v.string(), digest: v.string() })),
});

/**
 * The model that a path means: the file itself; the file that an Ollama manifest
 * (`models/manifests/registry/namespace/model/tag`) names; or an Ollama blob, whose name is its
 * checksum.
 * @throws Failure `model-missing` if the file that the manifest names does not exist.
 */
export async function chosenModel(path: string): Promise<ChosenModel> {
  const [, blob] = blobName.exec(basename(path)) ?? [];
  if (blob !== undefined) return { path, name: `ollama-${blob.slice(0, 12)}.gguf`, sha256: blob };
  const digest = await modelDigest(path);
  if (digest === null) return { path, name: basename(path), sha256: null };
  const file = await findBlob(path, digest);
  if (file === null)
    throw new Failure(
      'model-missing',
      wording('{path} names the file {name}, which does not exist.', {
        path,
        name: `sha256-${digest}`,
      }),
    );
  return { path: file, name: `${basename(dirname(path))}-${basename(path)}.gguf`, sha256: digest };
}

/** The checksum of the weights that a manifest names; null for any other file. */
async function modelDigest(path: string): Promise<string | null> {
  const file = await stat(path).catch(() => null);
  if (file?.isFile() !== true || file.size > maxManifestBytes || !(await beginsLikeJson(path)))
    return null;
  const text = await readFile(path, 'utf8').catch(() => null);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), ManifestSchema), text);
  if (!parsed.success) return null;
  const layer = parsed.output.layers.find(
    ({ mediaType }) => mediaType === 'application/vnd.ollama.image.model',
  );
  return blobName.exec(layer?.digest ?? '')?.[1] ?? null;
}

async function beginsLikeJson(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, 0);
    return bytesRead === 1 && buffer.toString() === '{';
  } finally {
    await file.close();
  }
}

/** Looks in the folder `blobs` beside the manifest's `manifests` folder. */
async function findBlob(manifest: string, digest: string): Promise<string | null> {
  for (let folder = dirname(manifest); folder !== dirname(folder); folder = dirname(folder)) {
    if (basename(folder) !== 'manifests') continue;
    const file = join(dirname(folder), 'blobs', `sha256-${digest}`);
    if ((await stat(file).catch(() => null))?.isFile() === true) return file;
  }
  return null;
}
