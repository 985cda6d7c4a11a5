import { splitLines } from '../../core/chunking/textLines.ts';
import type { Hit } from '../../core/domain.ts';
import { plural, t } from '../../core/texts/translate.ts';
import { movedLines } from '../editor/movedLines.ts';

/** A file's current text; null if there is no such file. */
export type FileText = { readonly text: string } | 'unreadable' | null;

/**
 * What has happened to a source's lines since they were found, in words for its card; empty if they
 * are where they were. Of pages, cells and parts of a line it is only said that their file is
 * gone, because the file's text does not show where they are.
 */
export function sourceDrift({ range, text }: Hit, file: FileText): string {
  if (file === null) return t('This file no longer exists.');
  if (file === 'unreadable' || range.kind !== 'lines' || range.columns !== undefined) return '';
  const line = movedLines(splitLines(file.text), splitLines(text), range.startLine);
  if (line === null) return t('Edited since it was found.');
  const lines = Math.abs(line - range.startLine);
  if (lines === 0) return '';
  return line > range.startLine
    ? plural(
        lines,
        'Moved {count} line down since it was found.',
        'Moved {count} lines down since it was found.',
      )
    : plural(
        lines,
        'Moved {count} line up since it was found.',
        'Moved {count} lines up since it was found.',
      );
}
