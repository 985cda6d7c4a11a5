/** English words that a word may mean, most likely first; none for a stop word. */
export type Equivalents = readonly string[];

/**
 * The entries of a glossary, by word. A line is `word: equivalent, equivalent`; a word without
 * equivalents is a stop word. Empty lines and lines that begin with `#` are for readers.
 * @throws Error for a line of another form or a duplicate word.
 */
export function parseGlossary(text: string): ReadonlyMap<string, Equivalents> {
  const entries = new Map<string, Equivalents>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, word, equivalents] = entry.exec(line) ?? [];
    if (word === undefined || equivalents === undefined)
      throw new Error(`Not an entry of a glossary: ${line}`);
    if (entries.has(word)) throw new Error(`Twice in a glossary: ${word}`);
    entries.set(
      word,
      equivalents
        .split(',')
        .map((equivalent) => equivalent.trim())
        .filter((equivalent) => equivalent !== ''),
    );
  }
  return entries;
}

const entry = /^([^\s:]+):((?: [\w .+#/-]+(?:, [\w .+#/-]+)*)?)$/;
