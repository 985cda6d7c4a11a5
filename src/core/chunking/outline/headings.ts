import { isBlank } from '../textLines.ts';

/**
 * A heading of a text. Rows are 0-based; `row` to `lastRow` include the title's over- and
 * underline. Level 1 is the outermost.
 */
export interface Heading {
  readonly row: number;
  readonly lastRow: number;
  readonly level: number;
  readonly title: string;
}

/**
 * ATX (`## Title`) and setext (underlined) headings of CommonMark, outside fenced code and front
 * matter.
 */
export function markdownHeadings(lines: readonly string[]): Heading[] {
  const headings: Heading[] = [];
  let fence: string | null = null;
  for (let row = frontMatterEnd(lines); row < lines.length; row++) {
    const line = lines[row] ?? '';
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence) === true && line.trim() === mark) fence = null;
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    const atx = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/.exec(line);
    if (atx !== null) {
      headings.push({
        row,
        lastRow: row,
        level: atx[1]?.length ?? 1,
        title: (atx[2] ?? '').trim(),
      });
    } else if (
      /^ {0,3}(?:=+|-{2,})[ \t]*$/.test(line) &&
      row > 0 &&
      /^ {0,3}[^\s>|#*+-]/.test(lines[row - 1] ?? '') &&
      headings.at(-1)?.lastRow !== row - 1
    ) {
      headings.push({
        row: row - 1,
        lastRow: row,
        level: line.trim().startsWith('=') ? 1 : 2,
        title: (lines[row - 1] ?? '').trim(),
      });
    }
  }
  return headings;
}

function frontMatterEnd(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== '---') return 0;
  const end = lines.findIndex((line, row) => row > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  return end < 0 ? 0 : end + 1;
}

/**
 * Underlined and overlined titles of reStructuredText. Levels follow the order in which styles
 * first appear.
 */
export function restHeadings(lines: readonly string[]): Heading[] {
  const styles: string[] = [];
  const headings: Heading[] = [];
  for (let row = 1; row < lines.length; row++) {
    const title = lines[row - 1] ?? '';
    const mark = /^([!-/:-@[-`{-~])\1+\s*$/.exec(lines[row] ?? '')?.[1];
    if (
      mark === undefined ||
      isBlank(title) ||
      (lines[row] ?? '').trimEnd().length < Math.max(2, Math.min(title.trim().length, 4))
    )
      continue;
    const overlined = row > 1 && (lines[row - 2] ?? '').trimEnd() === (lines[row] ?? '').trimEnd();
    if (
      /^([!-/:-@[-`{-~])\1+\s*$/.test(title) ||
      (/^\s/.test(title) && !overlined) ||
      (!overlined &&
        row > 1 &&
        !isBlank(lines[row - 2] ?? '') &&
        headings.at(-1)?.lastRow !== row - 2)
    )
      continue;
    const style = overlined ? mark + mark : mark;
    if (!styles.includes(style)) styles.push(style);
    headings.push({
      row: overlined ? row - 2 : row - 1,
      lastRow: row,
      level: styles.indexOf(style) + 1,
      title: title.trim(),
    });
    row++;
  }
  return headings;
}

/** `== Title` of AsciiDoc. */
export function asciidocHeadings(lines: readonly string[]): Heading[] {
  return matches(lines, /^(={1,6})\s+(\S.*)$/, (marks) => marks.length);
}

/** `\section{Title}` of LaTeX. */
export function latexHeadings(lines: readonly string[]): Heading[] {
  const levels = ['part', 'chapter', 'section', 'subsection', 'subsubsection', 'paragraph'];
  return matches(
    lines,
    /^\s*\\(part|chapter|(?:sub){0,2}section|paragraph)\*?(?:\[[^\]]*\])?\{(.*?)\}/,
    (name) => levels.indexOf(name) + 1,
  );
}

/** `<h2>Title</h2>` of HTML, and the page's `<title>`. */
export function htmlHeadings(lines: readonly string[]): Heading[] {
  const level = (name: string): number =>
    name.toLowerCase() === 'title' ? 1 : Number(name.slice(1)) + 1;
  return matches(lines, /<(h[1-6]|title)\b[^>]*>(.*?)(?:<\/\1>|$)/i, level).map((heading) => ({
    ...heading,
    title: heading.title
      .replace(/<[^>]*>/g, '')
      .replace(/&nbsp;/g, ' ')
      .replace(/&amp;/g, '&')
      .trim(),
  }));
}

/** `[section]` of TOML, ini and the like. */
export function iniHeadings(lines: readonly string[]): Heading[] {
  return matches(lines, /^(\[+)\s*([^\][]+?)\s*\]+\s*(?:[#;].*)?$/, () => 1);
}

function matches(
  lines: readonly string[],
  pattern: RegExp,
  levelOf: (mark: string) => number,
): Heading[] {
  return lines.flatMap((line, row) => {
    const match = pattern.exec(line);
    return match === null
      ? []
      : [{ row, lastRow: row, level: levelOf(match[1] ?? ''), title: (match[2] ?? '').trim() }];
  });
}
