/**
 * The names most like another one, best first: by the pairs of characters that both have (Dice's
 * coefficient). Case is ignored, so a name in another case comes first.
 */
export function nearNames(names: readonly string[], to: string, limit: number): readonly string[] {
  const wanted = pairsOf(to);
  return names
    .map((name) => ({ name, likeness: likeness(pairsOf(name), wanted) }))
    .sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name);
}

function pairsOf(name: string): ReadonlySet<string> {
  const padded = ` ${name.toLowerCase()} `;
  return new Set(
    Array.from({ length: padded.length - 1 }, (_, index) => padded.slice(index, index + 2)),
  );
}

/** From 0 to 1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size);
}
