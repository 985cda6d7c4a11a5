import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, truncate, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isFailure } from '../../../src/core/errors.ts';
import { parseSettings } from '../../../src/core/settings/parseSettings.ts';
import { settingsSchema } from '../../../src/core/settings/settingsSchema.ts';
import { modelState } from '../../../src/node/gguf/ggufParts.ts';
import { LocalModelFiles } from '../../../src/node/models/modelFiles.ts';
import { ModelRecords } from '../../../src/node/models/modelRecords.ts';
import { RangeServer } from '../../support/servers/rangeServer.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';
import type { ThrowAwayFolder } from '../../support/throwAwayFolder.ts';
import { makeScriptedModel } from '../../support/models/tinyModel.ts';

const never = new AbortController().signal;
const quiet = (): void => undefined;
const parts = ['tiny-00001-of-00002.gguf', 'tiny-00002-of-00002.gguf'] as const;

describe('a model split into several files', () => {
  let folder: ThrowAwayFolder;
  let elsewhere: string;
  let models: LocalModelFiles;
  let endpoint = '';
  let freeBytes = 1e12;

  beforeEach(async () => {
    folder = throwAwayFolder('split');
    elsewhere = join(folder.path, 'elsewhere');
    await mkdir(join(folder.path, 'models'));
    await mkdir(elsewhere);
    freeBytes = 1e12;
    const settings = parseSettings(() => undefined, settingsSchema);
    models = new LocalModelFiles({
      settings: () => ({ ...settings, models: { ...settings.models, endpoint } }),
      usualFolder: join(folder.path, 'models'),
      records: new ModelRecords(join(folder.path, 'records')),
      freeBytes: () => Promise.resolve(freeBytes),
    });
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  /** Writes both parts to a folder, and returns their paths. */
  function make(place: string): readonly [string, string] {
    makeScriptedModel(join(place, 'tiny'), 'Yes.', { inParts: true });
    return [join(place, parts[0]), join(place, parts[1])];
  }

  /** Flips a bit of a file, and keeps the date that `date` gave it. */
  async function damage(path: string): Promise<void> {
    const bytes = await readFile(path);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(path, bytes);
    await date(path);
  }

  const date = (path: string): Promise<void> => utimes(path, 1_700_000_000, 1_700_000_000);

  const names = async (): Promise<readonly string[]> =>
    (await readdir(models.folder)).filter((name) => name.endsWith('.gguf'));

  describe('is checked as a whole:', () => {
    it('damage to any part is found, and the part is named', async () => {
      const [first, second] = make(models.folder);
      await date(second);
      await models.verify(first, quiet, never);
      await models.verify(first, quiet, never);
      await damage(second);
      await assert.rejects(
        models.verify(first, quiet, never),
        (error) => isFailure(error, 'checksum-mismatch') && error.message.includes(parts[1]),
      );
    });

    it('its checksum is that of the list of its parts’ checksums', async () => {
      const [first, second] = make(models.folder);
      const sums = [await readFile(first), await readFile(second)].map((bytes) => sha256(bytes));
      const expected = sha256(`${sums.join('\n')}\n`);
      assert.equal(await models.verify(first, quiet, never), expected);
      assert.equal((await models.list())[0]?.sha256, expected);
    });

    it('it has no checksum once any part was replaced', async () => {
      const [first, second] = make(models.folder);
      await models.noteUse(first, null, never);
      const state = await modelState(first);
      const [kept] = await models.list();
      assert(kept !== undefined && kept.sha256 !== null && kept.lastUsedMs !== null);
      assert.deepEqual(await models.identify(first, state), { sha256: kept.sha256, isThere: true });
      await utimes(second, new Date(), new Date(Date.now() + 5000));
      assert.equal((await models.list())[0]?.sha256, null);
      assert.equal((await models.identify(first, state)).isThere, false);
    });
  });

  it('is deleted with all its parts', async () => {
    const [first] = make(models.folder);
    await models.delete(first);
    assert.deepEqual(await names(), []);
  });

  describe('is imported', () => {
    it('beside one of the same name that differs only in its second part', async () => {
      const [first, second] = make(elsewhere);
      await models.import('chat', first, quiet, never);
      const before = await readFile(join(models.folder, parts[1]));
      await damage(second);
      const { name } = await models.import('chat', first, quiet, never);
      assert.equal(name, 'tiny-2-00001-of-00002');
      assert.deepEqual(await readFile(join(models.folder, parts[1])), before);
    });

    it('completely or not at all', async () => {
      const [first] = make(elsewhere);
      const import_ = models.import(
        'chat',
        first,
        () => {
          freeBytes = 0; // nothing is left for the second part
        },
        never,
      );
      await assert.rejects(import_, (error) => isFailure(error, 'disk-full'));
      assert.deepEqual(await names(), []);
    });
  });

  describe('is downloaded', () => {
    let server: RangeServer;
    let contents: readonly [Buffer, Buffer];
    const id = `hf:owner/repo/sub/${parts[0]}`;
    const place = (name: string): string => join(models.folder, 'owner/repo/sub', name);

    beforeEach(async () => {
      const [first, second] = make(elsewhere);
      contents = [await readFile(first), await readFile(second)];
      server = await RangeServer.start(contents[0]);
      server.onRequest = () => {
        const isSecond = basename(server.paths.at(-1) ?? '') === parts[1];
        server.behaviour.content = contents[isSecond ? 1 : 0];
      };
      endpoint = server.url;
    });

    afterEach(() => server[Symbol.asyncDispose]());

    it('with all its parts, whichever of them is named', async () => {
      const file = await models.download('chat', quiet, never, id.replace(parts[0], parts[1]));
      assert.deepEqual(
        [file.path, file.bytes],
        [place(parts[0]), contents[0].length + contents[1].length],
      );
      assert.deepEqual(await readFile(place(parts[1])), contents[1]);
      const [kept] = await models.list();
      assert.deepEqual([kept?.origin, kept?.problem, kept?.inUse], ['downloaded', null, true]);
      assert.notEqual(kept?.sha256, null);
    });

    it('again, only if every part has the checksum of the first time', async () => {
      await models.download('chat', quiet, never, id);
      contents[1][contents[1].length - 1]! ^= 1;
      await assert.rejects(models.download('chat', quiet, never, id), (error) =>
        isFailure(error, 'checksum-mismatch'),
      );
    });

    it('without the parts that an earlier attempt completed', async () => {
      const whole = contents[1];
      contents = [contents[0], whole.subarray(0, 1000)];
      await assert.rejects(models.download('chat', quiet, never, id));
      contents = [contents[0], whole];
      server.paths.length = 0;
      await models.download('chat', quiet, never, id);
      assert.deepEqual(
        server.paths.map((path) => basename(path)),
        [parts[1]],
      );
    });
  });

  it('is damaged if any part is cut short', async () => {
    const [first, second] = make(models.folder);
    await truncate(second, 1000);
    await assert.rejects(models.verify(first, quiet, never), (error) =>
      isFailure(error, 'model-corrupt'),
    );
  });
});

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
