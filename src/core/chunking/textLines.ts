/**
 * The lines of a text as an editor numbers them: CRLF, LF and a lone CR each end a line, and
 * nothing else does. The terminators are not included. A text that ends with one has an empty last
 * line.
 */
export function splitLines(text: string): string[] {
  return text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n');
}

/** Whether a line is empty or only white space. */
export function isBlank(line: string): boolean {
  return !/\S/.test(line);
}
