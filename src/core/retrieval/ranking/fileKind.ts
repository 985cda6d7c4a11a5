import { anyOf } from '../../anyOf.ts';
import type { FileRole, StoredChunk } from '../../domain.ts';

/**
 * A file's role, divided further for ranking: changelogs are separate from prose; files beside the
 * product (benchmarks, samples) and translations are separate from sources.
 */
export type FileKind = FileRole | 'changelog' | 'aside' | 'locale';

export function fileKind({ path, role }: Pick<StoredChunk, 'path' | 'role'>): FileKind {
  if (role === 'prose' && changelogPath.test(path)) return 'changelog';
  if (role === 'source' && asidePath.test(path)) return 'aside';
  if (role === 'source' && localePath.test(path)) return 'locale';
  return role;
}

const changelogPath = new RegExp(
  String.raw`(?:^|\/)(?:changes?|change-?log|history|news|release[-_ ]?notes?|whats[-_]?new)` +
    String.raw`(?:[-_.\w]*$|\/)`,
  'i',
);

const asidePath = anyOf(
  /(?:^|\/)(?:bench(?:es|marks?|marking)?|perf|samples?|examples?|demos?|playground)\//i,
  /(?:^|\/)(?:fuzz(?:ing)?|perf(?:ormance)?[-_]?tests?)\/|Benchmarks?\.\w+$/i,
  /[._-]bench(?:mark)?s?\.\w+$/i,
);

const localePath = /(?:^|\/)(?:locales?|i18n|l10n|translations?)\//i;
