/**
 * The names in a chunk's symbol that an `@` can be followed by. Several symbols may share a chunk,
 * and headings have no such name.
 */
export function symbolNames(symbol: string): readonly string[] {
  return symbol.includes(' > ') ? [] : symbol.split(', ');
}
