import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { readZip } from '../../src/node/reading/readZip.ts';
import { zipEntries } from '../../src/node/reading/zipDirectory.ts';

const bill = v.object({
  components: v.array(
    v.object({
      type: v.string(),
      name: v.string(),
      version: v.optional(v.string()),
      licenses: v.optional(v.array(v.unknown()), []),
      hashes: v.optional(v.array(v.object({ content: v.string() })), []),
    }),
  ),
});

/** The contents of a .vsix. */
export interface OpenedVsix {
  /** Paths below the extension's own folder, with forward slashes. */
  readonly files: readonly string[];
  /** Its bill of materials. */
  readonly components: v.InferOutput<typeof bill>['components'];
  read(path: string): Buffer;
  sha256(path: string): string;
}

const root = 'extension/';

/** Files that vsce renames. */
const renamed: Readonly<Record<string, string>> = {
  'README.md': 'readme.md',
  'CHANGELOG.md': 'changelog.md',
  LICENSE: 'LICENSE.txt',
};

/** @throws RangeError if it is not a zip file. */
export async function openVsix(path: string): Promise<OpenedVsix> {
  const bytes = await readFile(path);
  const zip = readZip(bytes);
  const read = (file: string): Buffer => {
    const content = zip.read(root + (renamed[file] ?? file));
    if (content === undefined) throw new Error(`${path} has no ${file}`);
    return content;
  };
  return {
    files: [...zipEntries(bytes).keys()]
      .filter((name) => name.startsWith(root) && !name.endsWith('/'))
      .map((name) => name.slice(root.length)),
    components: v.parse(bill, JSON.parse(read('dist/sbom.cdx.json').toString())).components,
    read,
    sha256: (file) => createHash('sha256').update(read(file)).digest('hex'),
  };
}
