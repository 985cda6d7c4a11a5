import { definitionsIn } from '../../chunking/definitions.ts';
import { splitLines } from '../../chunking/textLines.ts';
import type { Chunk, LineRange } from '../../domain.ts';

/** Lines of a file, from 1, both included. */
export interface FileLines {
  readonly first: number;
  readonly last: number;
}

/** A name in a file, and its lines. */
export interface OutlineName extends FileLines {
  readonly name: string;
  /** Whether the source is in these lines, or they are in it. */
  readonly hasSource: boolean;
}

/** The names around a source in its file. */
export interface SourceOutline {
  /** What the source is in, outermost first; empty at the top of the file. */
  readonly around: readonly OutlineName[];
  /** What is in the innermost of them, or in the file, in order. */
  readonly names: readonly OutlineName[];
  /** Number of names left out because they are further away from the source. */
  readonly unlisted: number;
}

/** More names than this are not an overview. */
const maxNames = 40;

/** A symbol of the index: its own name last, after those of what it is in. */
interface Named {
  readonly path: readonly string[];
  first: number;
  last: number;
}

/**
 * The outline of what encloses a source, made from the symbols of its file's chunks. A source that
 * is itself a container, such as a class or a chapter, encloses what is in it.
 * @param chunks of the file, in order. Only those by lines have an outline, not pages and cells.
 */
export function outlineAround(
  chunks: readonly Chunk[],
  { range }: Pick<Chunk, 'range'>,
): SourceOutline {
  const named = range.kind === 'lines' ? namedIn(chunks) : [];
  const isIn = ({ first, last }: FileLines): boolean =>
    first <= range.endLine && range.startLine <= last;
  const container = enclosing(
    named.filter(isIn).map(({ path }) => path),
    named,
  );
  const within = (path: readonly string[]): readonly Named[] =>
    named.filter((one) => path.every((name, depth) => one.path[depth] === name));
  const outlineName = (path: readonly string[]): OutlineName => {
    const lines = within(path);
    const first = Math.min(...lines.map((one) => one.first));
    const last = Math.max(...lines.map((one) => one.last));
    return { name: path.at(-1) ?? '', first, last, hasSource: lines.some(isIn) };
  };
  const children = new Set(
    within(container).flatMap(({ path }) => path.slice(container.length, container.length + 1)),
  );
  const names = [...children].map((name) => outlineName([...container, name]));
  const listed = nearest(names);
  return {
    around: container.map((_, depth) => outlineName(container.slice(0, depth + 1))),
    names: listed,
    unlisted: names.length - listed.length,
  };
}

/** The names of a file in order. Neighbouring chunks of the same symbol are one. */
function namedIn(chunks: readonly Chunk[]): readonly Named[] {
  const found: Named[] = [];
  for (const { range, symbol, text } of chunks) {
    if (range.kind !== 'lines' || symbol === '') continue;
    const paths = pathsOf(symbol);
    for (const path of paths) {
      const lines = paths.length === 1 ? linesOf(range) : definedLines(path.at(-1), range, text);
      const before = found.at(-1);
      if (before?.path.join('\n') === path.join('\n')) before.last = lines.last;
      else found.push({ path, ...lines });
    }
  }
  return found;
}

/** A chunk's symbol is a path or, with several small functions in the chunk, a list of paths. */
function pathsOf(symbol: string): readonly (readonly string[])[] {
  const list = symbol.split(', ');
  return list.every((name) => /^[^\s>]+$/.test(name))
    ? list.map((name) => name.split('.'))
    : [symbol.split(' > ')];
}

function linesOf({ startLine, endLine }: LineRange): FileLines {
  return { first: startLine, last: endLine };
}

/** The lines of one of several definitions in a chunk; all its lines if it is not recognised. */
function definedLines(name: string | undefined, range: LineRange, text: string): FileLines {
  const definition = definitionsIn(splitLines(text)).find((one) => one.name === name);
  return definition === undefined
    ? linesOf(range)
    : { first: range.startLine + definition.start, last: range.startLine + definition.end - 1 };
}

/** The path of what all of these are in, or the one of them that the others are in. */
function enclosing(
  paths: readonly (readonly string[])[],
  named: readonly Named[],
): readonly string[] {
  const [one, ...others] = paths;
  if (one === undefined) return [];
  const differs = one.findIndex((name, depth) => others.some((other) => other[depth] !== name));
  const common = differs < 0 ? one : one.slice(0, differs);
  const isContainer = named.some(
    ({ path }) => path.length > common.length && common.every((name, at) => path[at] === name),
  );
  return isContainer ? common : common.slice(0, -1);
}

function nearest(names: readonly OutlineName[]): readonly OutlineName[] {
  const middle = Math.max(
    0,
    names.findIndex(({ hasSource }) => hasSource),
  );
  const start = Math.max(0, Math.min(middle - maxNames / 2, names.length - maxNames));
  return names.slice(start, start + maxNames);
}
