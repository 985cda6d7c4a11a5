import type { SourceView } from '../src/core/conversation/chatState.ts';
import type { SourceLines } from '../src/core/domain.ts';
import { plainText } from '../src/core/plainText.ts';
import { t } from '../src/core/texts/translate.ts';

/** A no-break space, which keeps a number and its unit on one line. */
const space = '\u00a0';

/** `4.1 GB`, `23 MB`, `900 KB`; decimal units, as download pages and file managers show them. */
export function bytes(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(1)}${space}GB`;
  if (count >= 999_500) return `${Math.round(count / 1e6)}${space}MB`;
  return `${Math.ceil(count / 1e3)}${space}KB`;
}

/** How much of a file has arrived, in the unit of the whole: `1.2 GB of 4.1 GB`. */
export function bytesOf(part: number, whole: number): string {
  const done =
    whole >= 1e9 ? `${(part / 1e9).toFixed(1)}${space}GB` : `${Math.round(part / 1e6)}${space}MB`;
  return t('{done} of {whole}', { done, whole: bytes(whole) });
}

/** A duration as people say it: `14 s`, `3 min`, `1 h 20 min`. */
export function duration(seconds: number): string {
  if (seconds < 90) return unbroken(t('{count} s', { count: Math.max(1, Math.round(seconds)) }));
  const minutes = Math.round(seconds / 60);
  const rest = unbroken(t('{count} min', { count: minutes % 60 }));
  if (minutes < 60) return rest;
  const hours = unbroken(t('{count} h', { count: Math.floor(minutes / 60) }));
  return minutes % 60 === 0 ? hours : `${hours} ${rest}`;
}

/** A short time to a hundredth of a second: `0.14 s`. */
export function shortTime(milliseconds: number): string {
  return unbroken(t('{count} s', { count: (milliseconds / 1000).toFixed(2) }));
}

function unbroken(words: string): string {
  return words.replaceAll(' ', space);
}

/** `62 %`; 100 only if everything is done. */
export function percent(part: number, whole: number): string {
  const share = whole === 0 ? 0 : Math.floor((part / whole) * 100);
  return `${Math.min(part >= whole ? 100 : 99, Math.max(0, share))}${space}%`;
}

/**
 * The last part of a symbol or heading path: `Session.mount` gives `mount`, `Guide > Install` gives
 * `Install`. If there are several paths, the last part of each.
 */
export function symbolName(symbol: string): string {
  const heading = symbol.split(' > ').at(-1) ?? '';
  const parts = heading.split(', ');
  return plainText(
    parts.every((part) => /^[\w$.]+$/.test(part))
      ? parts.map((part) => part.slice(part.lastIndexOf('.') + 1)).join(', ')
      : heading,
  );
}

/** The range in the form that follows the file's name: `:879-902`, ` p. 3`. */
export function rangeSuffix({ rangeLabel }: Pick<SourceView, 'rangeLabel'>): string {
  return plainText((/^\d/.test(rangeLabel) ? ':' : ' ') + rangeLabel);
}

/** `app.py:879-902`, `guide.pdf p. 3`. */
export function sourceName(source: Pick<SourceView, 'fileName' | 'rangeLabel'>): string {
  return plainText(source.fileName) + rangeSuffix(source);
}

/** The same with its folder: `src/flask/app.py:879-902`. */
export function sourcePath(source: Pick<SourceView, 'fileName' | 'folder' | 'rangeLabel'>): string {
  return plainText(source.folder === '' ? '' : `${source.folder}/`) + sourceName(source);
}

/** The same with only the lines that a citation is narrowed to: `src/flask/app.py:881-884`. */
export function citedPath(source: SourceView, lines: SourceLines | null): string {
  const start = /^\d+/.exec(source.rangeLabel)?.[0];
  if (lines === null || start === undefined) return sourcePath(source);
  const [first, last] = [lines.first, lines.last].map((line) => Number(start) + line - 1);
  const rangeLabel = first === last ? String(first) : `${first}-${last}`;
  return sourcePath({ ...source, rangeLabel });
}
