import { defaultEncoding } from '../encoding/encodingNames.ts';
import type { PreparedFile } from './fileRecords.ts';
import type { FilePreparer } from './indexingPorts.ts';

/** In place of a language: the file's chunks are in the team's index, which has the same bytes. */
export const publishedLanguage = '(published)';

/** A file that the team's index has: stored with its hash, but without chunks. */
export function publishedFile(hash: string): Extract<PreparedFile, { outcome: 'chunked' }> {
  return {
    outcome: 'chunked',
    hash,
    language: publishedLanguage,
    role: 'data',
    reading: { encoding: defaultEncoding, linesLeftOut: 0 },
    pathWords: '',
    chunks: [],
  };
}

/**
 * Prepares only the files that the team's index does not have with the same bytes.
 * @param hashOf the hash of the published file at a path, hex; undefined if there is none.
 */
export function withoutPublished(
  preparer: FilePreparer,
  hashOf: (path: string) => string | undefined,
): FilePreparer {
  return {
    prepare: async (root, path, knownHash, encoding) => {
      const published = hashOf(path);
      // A file that is published is only read, not chunked.
      const asked = knownHash === '' ? (published ?? '') : knownHash;
      const prepared = await preparer.prepare(root, path, asked, encoding);
      if (published === undefined) return prepared;
      const isPublished =
        prepared.outcome === 'unchanged'
          ? knownHash === ''
          : prepared.outcome === 'chunked' && prepared.hash === published;
      return isPublished ? publishedFile(published) : prepared;
    },
  };
}
