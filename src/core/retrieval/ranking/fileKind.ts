import { anyOf } from '../../anyOf.ts';
import type { FileRole, StoredChunk } from '../../domain.ts';

/**
 * A chunk's role, divided further for ranking: changelogs are separate from prose; files beside the
 * product (benchmarks, samples, other people's code, what was built from the sources), code of the
 * documentation (its site, its samples) and translations are separate from sources. Tests within a
 * source file and beside it are tests.
 */
export type FileKind = FileRole | 'changelog' | 'aside' | 'documentationCode' | 'locale';

export function fileKind({ path, role, symbol = '' }: KindSigns): FileKind {
  if (role === 'prose' && changelogPath.test(path)) return 'changelog';
  if (role === 'source' && isTest(path, symbol)) return 'test';
  if (role === 'source' && asidePath.test(path)) return 'aside';
  if (role === 'source' && documentationPath.test(path)) return 'documentationCode';
  if (role === 'source' && localePath.test(path)) return 'locale';
  return role;
}

/** What a chunk's kind is told from. */
export type KindSigns = Pick<StoredChunk, 'path' | 'role'> & Partial<Pick<StoredChunk, 'symbol'>>;

/** Unit tests of C++ beside their sources, and the tests of a Rust file in its module `tests`. */
function isTest(path: string, symbol: string): boolean {
  return (
    /_unittests?\.\w+$/.test(path) ||
    (path.endsWith('.rs') && symbol.split(', ').every((name) => /^tests?(?:\.|$)/.test(name)))
  );
}

const changelogPath = new RegExp(
  String.raw`(?:^|\/)(?:changes?|change-?log|history|news|release[-_ ]?notes?|whats[-_]?new)` +
    String.raw`(?:[-_.\w]*$|\/)`,
  'i',
);

const asidePath = anyOf(
  /(?:^|\/)_?(?:bench(?:es|marks?|marking)?|perf|samples?|examples?|demos?|playground)\//i,
  /(?:^|\/)(?:vendor(?:ed)?|third[-_]?party|3rd[-_]?party|bundled|single[-_]include)\//i,
  /(?:^|\/)(?:fuzz(?:ing)?|perf(?:ormance)?[-_]?tests?)\/|Benchmarks?\.\w+$/i,
  /[._-]bench(?:mark)?s?\.\w+$/i,
  /(?:^|\/)dist\/.*\.(?:[cm]?[jt]s|css)$/i,
);

const documentationPath = /(?:^|\/)docs?\//i;

const localePath = /(?:^|\/)(?:locales?|i18n|l10n|translations?)\//i;
