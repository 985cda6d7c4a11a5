import { posix } from 'node:path';
import type { Answer } from '../../core/answering/answer.ts';
import { citationMarks } from '../../core/answering/text/citationMarks.ts';
import type { Citation, Hit } from '../../core/domain.ts';
import { sourceLabel } from '../../core/sourceLabel.ts';

/** A file of a workspace folder. */
export interface FilePlace {
  readonly root: string;
  /** Relative to `root`, with forward slashes. */
  readonly path: string;
}

/** A heading with a question, then its answer. */
export function questionAsMarkdown(
  heading: string,
  ...answer: Parameters<typeof answerAsMarkdown>
): string {
  return `${oneLine(heading)}\n\n${answerAsMarkdown(...answer)}\n`;
}

export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

/**
 * An answer to paste elsewhere: its text with citation marks, then the list of sources.
 * @param file that the answer is for. Links are relative to it, or to the workspace folder.
 */
export function answerAsMarkdown(
  answer: Answer | null,
  sources: readonly Hit[],
  file: FilePlace | null = null,
): string {
  const list = sources
    .map((hit, index) => `[${index + 1}] [${sourceLabel(hit)}](${linkOf(hit, file)})`)
    .join('  \n');
  if (answer === null || answer.text === null) return list;
  return `${withMarks(answer.text, answer.citations, sources)}\n\n${list}`;
}

/** With the lines as code hosts know them. */
function linkOf({ root, path, range }: Hit, file: FilePlace | null): string {
  const target = file?.root === root ? posix.relative(posix.dirname(file.path), path) : path;
  const link = target.split('/').map(encodeURIComponent).join('/');
  if (range.kind === 'page') return `${link}#page=${range.page}`;
  if (range.kind === 'cell') return link;
  const { startLine, endLine } = range;
  return `${link}#L${startLine}${endLine === startLine ? '' : `-L${endLine}`}`;
}

/**
 * Inserts the marks of attributed citations, and the lines of those that quote. Other marks are
 * already in the text.
 */
function withMarks(text: string, citations: readonly Citation[], sources: readonly Hit[]): string {
  const ends = new Map(citationMarks(text).map(({ start, end }) => [start, end]));
  return citations
    .flatMap(({ marker, origin, offset, quote }) => {
      if (quote !== undefined)
        return [
          { at: ends.get(offset) ?? offset, added: fenced(quote, sources[marker - 1]?.language) },
        ];
      return origin === 'attributed' ? [{ at: offset, added: ` [${marker}]` }] : [];
    })
    .toSorted((a, b) => b.at - a.at)
    .reduce((marked, { at, added }) => `${marked.slice(0, at)}${added}${marked.slice(at)}`, text);
}

/** A fence that is longer than any within the text. */
function fenced(text: string, language = ''): string {
  const runs = text.match(/`{3,}/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `\n\n${fence}${language}\n${text}\n${fence}\n`;
}
