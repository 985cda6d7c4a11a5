/** Symbol and text of a chunk from what is embedded of it (`embeddedText`). */
export function splitBody(
  body: Uint8Array,
  symbolLength: number,
): { readonly symbol: string; readonly text: string } {
  const all = Buffer.from(body).toString('utf8');
  return symbolLength === 0
    ? { symbol: '', text: all }
    : { symbol: all.slice(0, symbolLength), text: all.slice(symbolLength + 1) };
}
