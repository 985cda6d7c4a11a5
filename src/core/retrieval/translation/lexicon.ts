/**
 * The words of a language with what is known of each. It is built when first asked, because most
 * people never ask in that language.
 */
export class Lexicon<Entry> {
  readonly #build: () => ReadonlyMap<string, Entry>;
  #built: { readonly entries: ReadonlyMap<string, Entry>; readonly longest: number } | undefined;

  constructor(build: () => ReadonlyMap<string, Entry>) {
    this.#build = build;
  }

  /** The entries that `text` has from `start` on, shortest first; `end` is exclusive. */
  startingAt(text: string, start: number): readonly { end: number; entry: Entry }[] {
    const { entries, longest } = (this.#built ??= measured(this.#build()));
    const found: { end: number; entry: Entry }[] = [];
    const last = Math.min(text.length, start + longest);
    for (let end = start + 1; end <= last; end++) {
      const entry = entries.get(text.slice(start, end));
      if (entry !== undefined) found.push({ end, entry });
    }
    return found;
  }
}

function measured<Entry>(entries: ReadonlyMap<string, Entry>): {
  entries: ReadonlyMap<string, Entry>;
  longest: number;
} {
  return { entries, longest: Math.max(...Array.from(entries.keys(), (word) => word.length)) };
}
