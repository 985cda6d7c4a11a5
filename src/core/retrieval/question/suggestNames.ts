import { nameKey } from './pathsNamed.ts';

/** A name that can follow an `@`. */
export interface SuggestedName {
  readonly kind: 'file' | 'folder' | 'symbol';
  /** A relative path with forward slashes (a folder's ends in `/`), or a dotted symbol. */
  readonly name: string;
  /** The file that a symbol is in; empty for files and folders. */
  readonly path: string;
}

/** The names that may be suggested, without duplicates. */
export interface KnownNames {
  readonly paths: readonly string[];
  /** Parents are known from their members: `Session` from `Session.mount`. */
  readonly symbols: readonly { readonly name: string; readonly path: string }[];
}

/**
 * The names that the user most likely means by what is typed so far, best first: those whose last
 * part begins with it, then those with a word that does, then those that contain it. Case is
 * ignored.
 * @param typed without the `@`; if it contains a slash, it is matched against whole paths.
 */
export function suggestNames(
  { paths, symbols }: KnownNames,
  typed: string,
  limit: number,
): readonly SuggestedName[] {
  const key = nameKey(typed).toLowerCase();
  const candidates: SuggestedName[] = [
    ...paths.map((name): SuggestedName => ({ kind: 'file', name, path: '' })),
    ...foldersOf(paths).map((name): SuggestedName => ({ kind: 'folder', name, path: '' })),
    ...withContainers(symbols).map((one): SuggestedName => ({ kind: 'symbol', ...one })),
  ];
  const ranked = candidates
    .map((candidate) => ({ candidate, place: placeOf(candidate, key) }))
    .filter(({ place }) => place < places.none)
    .sort(
      (a, b) =>
        a.place - b.place ||
        a.candidate.name.length - b.candidate.name.length ||
        (a.candidate.name < b.candidate.name ? -1 : 1),
    )
    .map(({ candidate }) => candidate);
  return [...new Map(ranked.toReversed().map((one) => [one.name, one])).values()]
    .reverse()
    .slice(0, limit);
}

const places = { whole: 0, beginning: 1, word: 2, within: 3, none: 4 } as const;

function placeOf({ kind, name }: SuggestedName, key: string): number {
  const whole = nameKey(name);
  const lower = whole.toLowerCase();
  if (!lower.includes(key)) return places.none;
  if (key.includes(kind === 'symbol' ? '.' : '/')) {
    if (lower.startsWith(key)) return places.beginning;
    return lower.includes(`/${key}`) ? places.word : places.within;
  }
  const last = lastPart(kind, whole);
  const lastLower = last.toLowerCase();
  if (lastLower === key || lastLower.replace(/\.[^.]*$/, '') === key) return places.whole;
  if (lastLower.startsWith(key)) return places.beginning;
  return wordsOf(last).some((word) => word.startsWith(key)) ? places.word : places.within;
}

/** `app.ts` of `src/app.ts`, `src` of `src/`, `get` of `Session.get`. */
function lastPart(kind: SuggestedName['kind'], name: string): string {
  if (kind === 'symbol') return name.slice(name.lastIndexOf('.') + 1);
  const path = name.replace(/\/$/, '');
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The suffixes of a name from each of its words on, in lower case: `getAdapter` has `adapter`. */
function wordsOf(name: string): readonly string[] {
  return [...name.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]|(?<=[\p{Ll}\p{N}])\p{Lu}/gu)].map(
    ({ index }) => name.slice(index).toLowerCase(),
  );
}

function withContainers(symbols: KnownNames['symbols']): KnownNames['symbols'] {
  return symbols.flatMap(({ name, path }) => {
    const parts = /\s/.test(name) ? [name] : name.split('.');
    return parts
      .map((_, index) => ({ name: parts.slice(0, index + 1).join('.'), path }))
      .filter((one) => one.name !== '');
  });
}

/** Every folder that contains one of the paths, without duplicates. */
function foldersOf(paths: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const path of paths)
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end + 1);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  return [...folders];
}
