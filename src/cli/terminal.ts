import { styleText } from 'node:util';
import type { WriteStream } from 'node:tty';

type Style = Parameters<typeof styleText>[0];

/** Where a command writes: what was asked for to standard output, all else to standard error. */
export class Terminal {
  readonly #out: NodeJS.WriteStream;
  readonly #err: NodeJS.WriteStream;
  #progressShown = false;
  #lineOpen = false;

  constructor(out: NodeJS.WriteStream, err: NodeJS.WriteStream) {
    this.#out = out;
    this.#err = err;
  }

  print(text: string): void {
    this.clearProgress();
    this.#lineOpen = text === '' ? this.#lineOpen : !text.endsWith('\n');
    this.#out.write(text);
  }

  printLine(text = ''): void {
    this.print(`${text}\n`);
  }

  printJson(value: unknown): void {
    this.printLine(JSON.stringify(value));
  }

  /** A line on standard error; what was printed before it ends its own line first. */
  note(text: string): void {
    this.clearProgress();
    if (this.#lineOpen) this.printLine();
    this.#err.write(`${text}\n`);
  }

  /** A line that the next one replaces; nothing where standard error is no terminal. */
  progress(text: string): void {
    if (!this.#err.isTTY) return;
    this.#progressShown = true;
    this.#err.write(`\r\u001b[K${fit(text, this.#err)}`);
  }

  clearProgress(): void {
    if (!this.#progressShown) return;
    this.#progressShown = false;
    this.#err.write('\r\u001b[K');
  }

  /**
   * Colours for standard output: only on a terminal, and not where NO_COLOR or the like forbids
   * them.
   */
  style(style: Style, text: string): string {
    return styleText(style, text, { stream: this.#out });
  }
}

function fit(text: string, { columns }: Pick<WriteStream, 'columns'>): string {
  return text.slice(0, Math.max(0, columns - 1));
}
