import type { SkipReason } from '../../core/domain.ts';
import type { IndexSettings } from '../../core/settings/settings.ts';
import { t, translated } from '../../core/texts/translate.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';

type SizeLimits = Pick<IndexSettings, 'maxFileSizeMB' | 'maxPdfSizeMB'>;

/** Follows the count of skipped files: `3 over 1.5 MB`. */
export function skipWords(reason: SkipReason, { maxFileSizeMB, maxPdfSizeMB }: SizeLimits): string {
  return reason === 'too-large'
    ? t('over {maxFileSizeMB} MB (PDF, Word and notebooks {maxPdfSizeMB} MB)', {
        maxFileSizeMB,
        maxPdfSizeMB,
      })
    : translated(plainSkipWords[reason]);
}

const plainSkipWords: Readonly<Record<Exclude<SkipReason, 'too-large'>, Wording>> = {
  ignored: wording('by .gitignore or .askignore'),
  excluded: wording('by files.exclude or search.exclude'),
  binary: wording('not text'),
  minified: wording('minified, or data in long lines'),
  generated: wording('generated'),
  secret: wording('keys and other secrets'),
  'lock-file': wording('lock files'),
  unreadable: wording('not readable'),
  'outside-link': wording('links to something outside the folder'),
  link: wording('links to skipped files'),
  worktree: wording('linked worktrees of the same repository'),
  repository: wording('repositories that git cannot read, or unfetched submodules'),
  'parse-failed': wording('damaged documents'),
  'no-text': wording('documents without text (scanned?)'),
  locked: wording('documents that need a password'),
  'owner-file': wording('owner files of open documents'),
  'apple-double': wording('macOS companion files (._)'),
  'lfs-pointer': wording('Git LFS pointers to unfetched files (git lfs pull)'),
};

/** @param by the rule that leaves it out, after a colon; empty if none does. */
export function leftOutSentence(
  path: string,
  {
    reason,
    limits,
    by,
  }: { readonly reason: SkipReason; readonly limits: SizeLimits; readonly by: string },
): string {
  if (reason === 'ignored' || reason === 'excluded')
    return t('{path} is skipped {reason}{by}.', { path, reason: skipWords(reason, limits), by });
  const why =
    reason === 'too-large'
      ? t('it is {tooLarge}', { tooLarge: skipWords(reason, limits) })
      : translated(oneFileWords[reason]);
  return t('{path} is skipped: {why}{by}.', { path, why, by });
}

const oneFileWords: Readonly<
  Record<Exclude<SkipReason, 'too-large' | 'ignored' | 'excluded'>, Wording>
> = {
  binary: wording('it is not text'),
  minified: wording('it is minified'),
  generated: wording('a program generated it'),
  secret: wording('files like this contain keys or other secrets'),
  'lock-file': wording('a package manager writes it'),
  unreadable: wording('it cannot be read'),
  'outside-link': wording('it is a link to something outside the folder'),
  link: wording('it is a link, and only its target can be indexed'),
  worktree: wording('it is in a linked worktree of the same repository'),
  repository: wording(
    'git cannot read the repository that it is in, or the submodule was not fetched',
  ),
  'parse-failed': wording('the document is damaged'),
  'no-text': wording('it has no readable text (scanned?)'),
  locked: wording('it needs a password to open'),
  'owner-file': wording('it only marks a document as open in Office'),
  'apple-double': wording('it only contains metadata that macOS keeps for another file'),
  'lfs-pointer': wording('it is a Git LFS pointer to an unfetched file (git lfs pull)'),
};
