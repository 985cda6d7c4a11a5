import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseSettings } from '../../../src/core/settings/parseSettings.ts';
import { settingsSchema } from '../../../src/core/settings/settingsSchema.ts';
import { LocalModelFiles } from '../../../src/node/models/modelFiles.ts';
import { ModelRecords } from '../../../src/node/models/modelRecords.ts';
import { throwAwayFolder } from '../throwAwayFolder.ts';
import type { ThrowAwayFolder } from '../throwAwayFolder.ts';
import { inEnglish } from '../../../src/core/texts/wording.ts';

/** Where the library stores the embedding model. */
export const onnxPath = 'Xenova/all-MiniLM-L6-v2/onnx/model_quantized.onnx';
/** The first bytes of an ONNX file, and some more. */
export const onnx = Uint8Array.of(0x08, 0x08, 0x12, 0x04, ...new Uint8Array(64));

/** A folder of models without any, and what lists, downloads and imports them. */
export class ModelsFolder {
  /** Read again by every call, so a test may change them. */
  readonly settings = {
    models: { folder: '', endpoint: 'https://huggingface.co', offerMultilingual: true },
    chatModel: {
      path: '',
      server: '',
      serverModel: '',
      threads: 0,
      contextSize: 2048,
      idleUnloadMinutes: 0,
    },
    index: { ...parseSettings(() => undefined, settingsSchema).index },
    answer: { ...parseSettings(() => undefined, settingsSchema).answer },
  };
  /** What models are proposed for: 16 GB free, and two cores that nothing was measured on. */
  machine = { freeBytes: 16e9, readingRate: 2e11, isMeasured: false };
  readonly models: LocalModelFiles;
  readonly path: string;
  /** A folder beside that of the models. */
  readonly elsewhere: string;

  static async make(): Promise<ModelsFolder> {
    const made = new ModelsFolder(throwAwayFolder('models'));
    await mkdir(made.models.folder);
    await mkdir(made.elsewhere);
    return made;
  }

  private readonly folder: ThrowAwayFolder;

  private constructor(folder: ThrowAwayFolder) {
    this.folder = folder;
    this.path = folder.path;
    this.elsewhere = join(folder.path, 'elsewhere');
    this.models = new LocalModelFiles({
      settings: () => this.settings,
      usualFolder: join(folder.path, 'models'),
      records: new ModelRecords(join(folder.path, 'records')),
      freeBytes: () => Promise.resolve(1e12),
      machine: () => this.machine,
    });
  }

  async place(path: string, content: Uint8Array | string): Promise<string> {
    const file = join(this.models.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  }

  /** The path of the chat model that is found, relative to the models folder. */
  async found(): Promise<string | undefined> {
    return (await this.models.find('chat'))?.path.slice(this.models.folder.length + 1);
  }

  /** What is wrong with the only model in the list. */
  async problem(): Promise<string | null | undefined> {
    const [only, ...others] = await this.models.list();
    assert.deepEqual(others, []);
    return only?.problem && inEnglish(only.problem);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.folder[Symbol.asyncDispose]();
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
