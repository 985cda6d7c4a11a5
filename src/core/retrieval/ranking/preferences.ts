import type { SourceRange, Turn } from '../../domain.ts';
import type { NotUsefulSource, SearchRequest } from '../../ports/retriever.ts';
import type { Candidate } from './gatherCandidates.ts';

/** Deliberately mild: enough to break a tie, not to hide a better source. */
const activeFile = 1.1;
/** In addition to the factor of its file. */
const selectedLines = 1.1;
const earlierSource = 1.15;
/** However often it was marked: it falls behind a better source, and is never hidden. */
const notUseful = 0.85;
/** The user named it. */
const mentionedSymbol = 2;

/**
 * The factor for a candidate's score that depends on where the user is and what was said.
 * @param symbols names after an `@` that are not files.
 * @param followsUp whether the question depends on the previous turn, whose sources then count.
 */
export function preferencesOf(
  request: SearchRequest,
  symbols: readonly string[],
  followsUp: boolean,
): (candidate: Candidate) => number {
  const earlier = followsUp ? filesOf(request.history.at(-1)) : new Set<string>();
  const preferred = request.editor?.preferActive === true ? request.editor : null;
  const active = preferred === null || preferred.active === null ? null : keyOf(preferred.active);
  const marked = Map.groupBy(request.notUseful ?? [], keyOf);
  return ({ folder, chunk }) => {
    const file = keyOf({ root: folder.root, path: chunk.path });
    return (
      (file === active
        ? activeFile * (overlaps(chunk.range, preferred?.selection ?? null) ? selectedLines : 1)
        : 1) *
      (marked.get(file)?.some((source) => isMarked(chunk, source)) === true ? notUseful : 1) *
      (earlier.has(file) ? earlierSource : 1) *
      (symbols.some((symbol) => namesSymbol(chunk.symbol, symbol)) ? mentionedSymbol : 1)
    );
  };
}

function isMarked({ symbol, range }: Candidate['chunk'], source: NotUsefulSource): boolean {
  if (source.symbol === '') return overlaps(range, source);
  const paths = source.symbol.split(', ');
  return symbol.split(', ').some((path) => paths.includes(path));
}

function overlaps(
  range: SourceRange,
  selection: { readonly startLine: number; readonly endLine: number } | null,
): boolean {
  return (
    selection !== null &&
    range.kind === 'lines' &&
    range.startLine <= selection.endLine &&
    range.endLine >= selection.startLine
  );
}

/**
 * `Session.get` matches itself, also within `Session.get, Session.post`. `get` matches both `get`
 * and `Session.get`, and `Session` matches everything in it.
 */
function namesSymbol(symbol: string, name: string): boolean {
  return symbol.split(', ').some((path) => `.${path}.`.includes(`.${name}.`));
}

function filesOf(turn: Turn | undefined): ReadonlySet<string> {
  return new Set(turn?.sources?.map(keyOf));
}

function keyOf({ root, path }: { root: string; path: string }): string {
  return `${root}\n${path}`;
}
