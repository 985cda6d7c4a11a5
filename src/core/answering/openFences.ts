interface Fence {
  /** Its backticks or tildes. */
  readonly run: string;
  readonly holdsMarkdown: boolean;
}

const opening = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`]*$)|~{3,})[ \t]*(\S*)/;
const closing = /^[ \t>]*(`{3,}|~{3,})\s*$/;
const markdownNames = /^(?:markdown|md|mdx)\b/i;

/**
 * Follows fenced code line by line. Models put Markdown that has fences of its own into a fence of as many backticks: in a fence of
 * Markdown, one that names a language opens another.
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
    const closed = inner === undefined ? -1 : this.#closedBy(closing.exec(line)?.[1] ?? '', inner);
    if (closed >= 0) {
      this.#open = this.#open.slice(0, closed);
      return true;
    }
    const [, run, info = ''] = opening.exec(line) ?? [];
    if (run === undefined) return inner !== undefined;
    if (inner === undefined || (inner.holdsMarkdown && info !== ''))
      this.#open = [...this.#open, { run, holdsMarkdown: markdownNames.test(info) }];
    return true;
  }

  /** @returns the place of the fence that `run` closes, or -1. A run too long for the inner one is that of an outer one. */
  #closedBy(run: string, inner: Fence): number {
    return this.#open.findIndex(
      (fence) =>
        run.startsWith(fence.run) && (fence === inner || fence.run.length > inner.run.length),
    );
  }
}
