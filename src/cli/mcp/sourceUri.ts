import type { SourceRange } from '../../core/domain.ts';

/** `12-30`, `page3`, `cell2` and a path, as `sourceTemplate` names them. */
export const sourceTemplate = 'ask-workspace://source/{place}/{+path}';

/** A place in a file of the workspace, as read from a URI. */
export interface NamedSource {
  readonly path: string;
  /** Null for all lines, of the page or cell if one is named. */
  readonly lines: { readonly startLine: number; readonly endLine: number } | null;
  readonly page?: number;
  readonly cell?: number;
}

export function sourceUri(path: string, range: SourceRange): string {
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  return `ask-workspace://source/${placeOf(range)}/${escaped}`;
}

/** @returns null for any other URI. */
export function parseSourceUri(uri: string): NamedSource | null {
  const parts = /^ask-workspace:\/\/source\/(?:(\d+)-(\d+)|(page|cell)(\d+))\/(.+)$/.exec(uri);
  if (parts === null) return null;
  const [, start, end, kind, number, escaped = ''] = parts;
  const path = decoded(escaped);
  if (path === null) return null;
  if (kind === 'page') return { path, lines: null, page: Number(number) };
  if (kind === 'cell') return { path, lines: null, cell: Number(number) };
  return { path, lines: { startLine: Number(start), endLine: Number(end) } };
}

function placeOf(range: SourceRange): string {
  switch (range.kind) {
    case 'page':
      return `page${range.page}`;
    case 'cell':
      return `cell${range.cell}`;
    case 'lines':
      return `${range.startLine}-${range.endLine}`;
  }
}

function decoded(escaped: string): string | null {
  try {
    return escaped.split('/').map(decodeURIComponent).join('/');
  } catch {
    return null;
  }
}
