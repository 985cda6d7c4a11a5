import { plural, t } from '../texts/translate.ts';

/**
 * Says why a team's index was not searched, and what was.
 * @param unsearchedFiles see `AskedTeam`.
 */
export function withoutTeam(problem: string, unsearchedFiles?: number): string {
  const searched =
    unsearchedFiles === undefined
      ? t('This folder’s own index answers.')
      : plural(
          unsearchedFiles,
          'The index on this machine answers, without {count} file that only the team index has.',
          'The index on this machine answers, without {count} files that only the team index has.',
        );
  return `${problem} ${searched}`;
}
