import type { SourceRange, Turn } from '../../domain.ts';
import type { EditorContext, SearchRequest } from '../../ports.ts';
import type { Candidate } from './gatherCandidates.ts';

/** Mild on purpose: enough to break a tie, not to hide a better source. */
const activeFile = 1.1;
/** On top of its file. */
const selectedLines = 1.1;
const earlierSource = 1.15;
/** The person named it. */
const mentionedSymbol = 2;

/**
 * What a candidate's score is multiplied by because of where the person is and what was said.
 * @param symbols names behind an `@` that are no files.
 * @param followsUp whether the question leans on the turn before it, whose sources then count.
 */
export function preferencesOf(
  request: SearchRequest,
  symbols: readonly string[],
  followsUp: boolean,
): (candidate: Candidate) => number {
  const earlier = followsUp ? filesOf(request.history.at(-1)) : new Set<string>();
  const preferred = request.editor?.preferActive === true ? request.editor : null;
  const active = preferred === null || preferred.active === null ? null : keyOf(preferred.active);
  return ({ folder, chunk }) => {
    const file = keyOf({ root: folder.root, path: chunk.path });
    return (
      (file === active
        ? activeFile * (overlaps(chunk.range, preferred?.selection ?? null) ? selectedLines : 1)
        : 1) *
      (earlier.has(file) ? earlierSource : 1) *
      (symbols.some((symbol) => namesSymbol(chunk.symbol, symbol)) ? mentionedSymbol : 1)
    );
  };
}

function overlaps(range: SourceRange, selection: EditorContext['selection']): boolean {
  return (
    selection !== null &&
    range.kind === 'lines' &&
    range.startLine <= selection.endLine &&
    range.endLine >= selection.startLine
  );
}

/**
 * `Session.get` names itself and, within `Session.get, Session.post`, too; `get` names both `get`
 * and `Session.get`, and `Session` names all that is in it.
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
