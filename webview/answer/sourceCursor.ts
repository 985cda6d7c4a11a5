/**
 * How far a Markdown source has been consumed, so that positions in its text (where citations
 * belong) can be found in its parsed pieces.
 */
export class SourceCursor {
  readonly #source: string;
  readonly #lineStarts: readonly number[];
  #position = 0;
  #limit: number;

  constructor(source: string) {
    this.#source = source;
    this.#lineStarts = [
      0,
      ...[...source.matchAll(/\r\n?|\n/g)].map((match) => match.index + match[0].length),
    ];
    this.#limit = source.length;
  }

  get position(): number {
    return this.#position;
  }

  /** Where the current block ends. */
  get limit(): number {
    return this.#limit;
  }

  /**
   * Enters a block with these lines (0-based, end exclusive, as markdown-it counts). A block
   * without lines continues from here.
   */
  enter(lines: readonly [number, number] | null): void {
    if (lines === null) return;
    this.#position = Math.max(this.#position, this.#lineStarts[lines[0]] ?? this.#source.length);
    this.#limit = this.#lineStarts[lines[1]] ?? this.#source.length;
  }

  /**
   * Consumes the next occurrence of `raw` in the block.
   * @returns where it starts; the current position if there is none (a changed character).
   */
  take(raw: string): number {
    const found = this.#source.indexOf(raw, this.#position);
    const start = found < 0 || found + raw.length > this.#limit ? this.#position : found;
    this.#position = Math.min(start + raw.length, Math.max(this.#limit, start));
    return start;
  }

  /**
   * Consumes the end of a link: `](https://…)`, `][name]`, `]` or the `>` of an address in angle
   * brackets.
   */
  takeLinkEnd(): void {
    const end = /[^\]>]*(?:\](?:\((?:[^()\\]|\\.|\([^()]*\))*\)|\[[^\]]*\])?|>)/y;
    end.lastIndex = this.#position;
    const match = end.exec(this.#source.slice(0, this.#limit));
    if (match !== null) this.#position += match[0].length;
  }
}
