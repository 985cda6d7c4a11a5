import type { Hit } from '../domain.ts';
import { isFailure } from '../errors.ts';
import type { IndexService } from '../indexing/indexService.ts';
import type { CheckedSentence } from './answer.ts';
import type { DefiningLine } from './checking/signs.ts';

/** What is asked of the index to find where a name is defined. */
export type NameIndex = Pick<IndexService, 'suggestNames' | 'fileChunks'>;

/** An answer with more unknown names than this is wrong anyway. */
const maxNames = 8;
/** The symbols that are best for a name; one with another last part is not its definition. */
const maxSymbols = 5;
/** A shorter name is defined in too many places. */
const minLength = 3;

/**
 * Adds to doubted names where the workspace defines them, so that the page can say so. Names are
 * looked up in the folders of the sources.
 */
export async function withDefinitions(
  { text, sentences }: { readonly text: string; readonly sentences: readonly CheckedSentence[] },
  hits: readonly Hit[],
  index: NameIndex,
): Promise<readonly CheckedSentence[]> {
  const names = new Set(
    sentences
      .flatMap(({ doubted }) => doubted)
      .filter(({ sign }) => sign === 'name')
      .map(({ start, end }) => nameOf(text.slice(start, end)))
      .filter((name) => name !== null),
  );
  const found = new Map<string, DefiningLine>();
  for (const name of [...names].slice(0, maxNames)) {
    const definition = await findDefinition(name, hits, index);
    if (definition !== null) found.set(name, definition);
  }
  if (found.size === 0) return sentences;
  return sentences.map((sentence) => ({
    ...sentence,
    doubted: sentence.doubted.map((words) => {
      const name = words.sign === 'name' ? nameOf(text.slice(words.start, words.end)) : null;
      const definedIn = name === null ? undefined : found.get(name);
      return definedIn === undefined ? words : { ...words, definedIn };
    }),
  }));
}

/** A definition as a hit in the folder of a source. */
export function definitionIn(source: Hit, { path, line, text, encoding }: DefiningLine): Hit {
  const { root, breakdown } = source;
  const range = { kind: 'lines', startLine: line, endLine: line } as const;
  const hit = { root, path, range, text, breakdown, language: '', symbol: '', score: 0 };
  return { ...hit, bestLines: [], ...(encoding === undefined ? {} : { encoding }) };
}

/** `get` of `` `Session.get()` ``; null for options, paths and quotations. */
function nameOf(words: string): string | null {
  const bare = words.replaceAll('`', '').replace(/\(.*$/su, '');
  const name = /^(?:[\p{L}_$][\p{L}\p{N}_$]*(?:\.|::|->|#))*([\p{L}_$][\p{L}\p{N}_$]*)$/u.exec(
    bare,
  )?.[1];
  return name === undefined || name.length < minLength ? null : name;
}

async function findDefinition(
  name: string,
  hits: readonly Hit[],
  index: NameIndex,
): Promise<DefiningLine | null> {
  const roots = new Map(hits.map(({ root }, place) => [root, place + 1] as const).toReversed());
  try {
    for (const [root, source] of roots) {
      const symbols = (await index.suggestNames(root, name, maxSymbols)).filter(
        ({ kind, name: symbol }) => kind === 'symbol' && symbol.split('.').at(-1) === name,
      );
      for (const { path } of symbols) {
        const line = definingLine(name, await index.fileChunks(root, path));
        if (line !== null) return { source, path, ...line };
      }
    }
    return null;
  } catch (error) {
    if (isFailure(error)) return null; // a finished answer must not be lost for this
    throw error;
  }
}

function definingLine(
  name: string,
  chunks: Awaited<ReturnType<NameIndex['fileChunks']>>,
): Pick<DefiningLine, 'line' | 'text' | 'encoding'> | null {
  for (const { symbol, range, text, encoding } of chunks) {
    const isOwn = symbol.split(', ').some((one) => one.split('.').includes(name));
    if (!isOwn || range.kind !== 'lines') continue;
    const lines = text.split('\n');
    const at = lines.findIndex((line) => declares(line, name));
    if (at >= 0)
      return {
        line: range.startLine + at,
        text: lines[at] ?? '',
        ...(encoding === undefined ? {} : { encoding }),
      };
  }
  return null;
}

/** Whether a line has the name as a word of its own and is not a comment. */
function declares(line: string, name: string): boolean {
  return (
    !/^\s*(?:\/\/|\/?\*|#|--|"""|''')/.test(line) && line.split(/[^\p{L}\p{N}_$]+/u).includes(name)
  );
}
