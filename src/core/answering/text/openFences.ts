interface Fence {
  /** Its backticks or tildes. */
  readonly run: string;
  /** Number of characters before it: white space, quote signs, a list marker. */
  readonly indent: number;
  readonly holdsMarkdown: boolean;
}

const opening = /^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(`{3,}(?=[^`]*$)|~{3,})[ \t]*(\S*)/;
const closing = /^([ \t>]*)(`{3,}|~{3,})\s*$/;
/** A fence indented by this much more than its opening is a line of code. */
const codeIndent = 4;
const markdownNames = /^(?:markdown|md|mdx)\b/i;

/**
 * Tracks fenced code line by line. Models put Markdown that itself contains fences into a fence
 * with the same number of backticks. So inside a Markdown fence, a fence that names a language
 * opens another.
 */
export class OpenFences {
  #open: readonly Fence[] = [];

  /** Whether the next line is code. */
  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  /** Reads the next line. @returns whether it belongs to fenced code, its fences included. */
  read(line: string): boolean {
    const inner = this.#open.at(-1);
    const closed = inner === undefined ? -1 : this.#closedBy(line, inner);
    if (closed >= 0) {
      this.#open = this.#open.slice(0, closed);
      return true;
    }
    const [, lead = '', run, info = ''] = opening.exec(line) ?? [];
    if (run === undefined) return inner !== undefined;
    if (inner === undefined || (inner.holdsMarkdown && info !== ''))
      this.#open = [
        ...this.#open,
        { run, indent: lead.length, holdsMarkdown: markdownNames.test(info) },
      ];
    return true;
  }

  /**
   * @returns the index of the fence that the line closes, or -1. If it has too many backticks for
   * the inner one, it closes an outer one.
   */
  #closedBy(line: string, inner: Fence): number {
    const [, lead = '', run = ''] = closing.exec(line) ?? [];
    return this.#open.findIndex(
      (fence) =>
        run.startsWith(fence.run) &&
        lead.length - fence.indent < codeIndent &&
        (fence === inner || fence.run.length > inner.run.length),
    );
  }
}
