import { styleText } from 'node:util';
import type { WriteStream } from 'node:tty';
import { plainJson, plainLines, plainText } from '../core/plainText.ts';

/** Part of a line, in a style. */
export interface StyledText {
  readonly style: Parameters<typeof styleText>[0];
  readonly text: string;
}

/**
 * A command's output: results on standard output, everything else on standard error. Text from
 * files, names and models is sanitised here, so only this class's own escape sequences reach the
 * terminal.
 */
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
    this.#write(plainLines(text));
  }

  printLine(...parts: readonly (string | StyledText)[]): void {
    const line = parts.map((part) =>
      typeof part === 'string'
        ? plainLines(part)
        : styleText(part.style, plainText(part.text), { stream: this.#out }),
    );
    this.#write(`${line.join('')}\n`);
  }

  printJson(value: unknown): void {
    this.#write(`${plainJson(JSON.stringify(value))}\n`);
  }

  /** Prints a line on standard error, after ending an unfinished line of output. */
  note(text: string): void {
    this.clearProgress();
    if (this.#lineOpen) this.printLine();
    this.#err.write(`${plainLines(text)}\n`);
  }

  /** Shows a line that the next one replaces. Does nothing if standard error is not a terminal. */
  progress(text: string): void {
    if (!this.#err.isTTY) return;
    this.#progressShown = true;
    this.#err.write(`\r\u001b[K${fit(plainText(text), this.#err)}`);
  }

  clearProgress(): void {
    if (!this.#progressShown) return;
    this.#progressShown = false;
    this.#err.write('\r\u001b[K');
  }

  #write(text: string): void {
    this.clearProgress();
    this.#lineOpen = text === '' ? this.#lineOpen : !text.endsWith('\n');
    this.#out.write(text);
  }
}

/**
 * Text in a style, which shows only on a terminal and not if NO_COLOR or the like is set.
 * @param text one line.
 */
export function styled(style: StyledText['style'], text: string): StyledText {
  return { style, text };
}

function fit(text: string, { columns }: Pick<WriteStream, 'columns'>): string {
  return text.slice(0, Math.max(0, columns - 1));
}
