import { sourceCaution } from '../../../core/answering/sourceCaution.ts';
import { splitLines } from '../../../core/chunking/textLines.ts';
import type { SourceView } from '../../../core/conversation/chatState.ts';
import type { Hit } from '../../../core/domain.ts';
import { encodingLabel } from '../../../core/encoding/encodingNames.ts';
import { rangeLabel } from '../../../core/sourceLabel.ts';
import type { AskedFolder } from '../question/askedFolder.ts';
import { t, translated } from '../../../core/texts/translate.ts';

/**
 * How many lines of a source are quoted: enough to judge it, few enough to see several sources at
 * once.
 */
export const maxQuotedLines = 5;

/** The sources of an answer as the page shows them, numbered from 1. */
export function toSourceViews(
  hits: readonly Hit[],
  folders: readonly AskedFolder[],
): readonly SourceView[] {
  return hits.map((hit, index) => ({
    number: index + 1,
    ...place(hit, folders),
    symbol: hit.symbol,
    language: hit.language,
    ...caution(hit),
    lines: quotedLines(hit),
    breakdown: hit.breakdown,
    ...(hit.copyOf === undefined ? {} : { copyOf: hit.copyOf }),
    ...(hit.copies === undefined
      ? {}
      : { copies: hit.copies.map((copy) => ({ ...place(copy, folders), lines: copy.lines })) }),
    ...(hit.unlistedCopies === undefined ? {} : { unlistedCopies: hit.unlistedCopies }),
  }));
}

function place(
  hit: Pick<Hit, 'root' | 'path' | 'range' | 'encoding'>,
  folders: readonly AskedFolder[],
): Pick<SourceView, 'fileName' | 'folder' | 'rangeLabel' | 'encoding'> {
  return {
    fileName: hit.path.slice(hit.path.lastIndexOf('/') + 1),
    folder: folderLabel(hit, folders),
    rangeLabel:
      hit.range.kind === 'cell'
        ? t('cell {cell}', { cell: hit.range.cell })
        : rangeLabel(hit.range),
    ...(hit.encoding === undefined ? {} : { encoding: encodingLabel(hit.encoding) }),
  };
}

function caution(hit: Hit): Pick<SourceView, 'caution'> {
  const words = sourceCaution(hit);
  return words === null ? {} : { caution: translated(words) };
}

/** The file's folder, relative; preceded by the workspace folder's name if several are open. */
function folderLabel(hit: Pick<Hit, 'root' | 'path'>, folders: readonly AskedFolder[]): string {
  const parent = hit.path.slice(0, Math.max(0, hit.path.lastIndexOf('/')));
  if (folders.length < 2) return parent;
  const name = folders.find((folder) => folder.root === hit.root)?.name;
  return [name, parent].filter((part) => part !== undefined && part !== '').join('/');
}

/**
 * Chooses the best lines, then the first line (it says what this is), then what follows the best
 * ones; in file order.
 */
function quotedLines(hit: Hit): SourceView['lines'] {
  const texts = splitLines(hit.text);
  const first = hit.range.startLine;
  const hasText = (line: number): boolean => (texts[line - first] ?? '').trim() !== '';
  const best = new Set(hit.bestLines.slice(0, maxQuotedLines));
  const candidates = [
    ...best,
    first,
    ...texts.map((_, index) => first + index).filter((line) => line > Math.min(...best, Infinity)),
    ...texts.map((_, index) => first + index),
  ];
  const quoted = new Set<number>();
  for (const line of candidates) {
    if (quoted.size === Math.max(3, best.size)) break;
    if (hasText(line)) quoted.add(line);
  }
  return [...quoted]
    .sort((a, b) => a - b)
    .map((number) => ({ number, text: texts[number - first] ?? '', best: best.has(number) }));
}
