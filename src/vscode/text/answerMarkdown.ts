import type { Answer } from '../../core/answering/answer.ts';
import type { Citation, Hit } from '../../core/domain.ts';
import { sourceLabel } from '../../core/sourceLabel.ts';

/** An answer to paste elsewhere: its text with citation marks, then the list of sources. */
export function answerAsMarkdown(answer: Answer | null, sources: readonly Hit[]): string {
  const list = sources
    .map((hit, index) => `[${index + 1}] [${sourceLabel(hit)}](${linkOf(hit)})`)
    .join('  \n');
  if (answer === null || answer.text === null) return list;
  return `${withMarks(answer.text, answer.citations)}\n\n${list}`;
}

/** Relative to the workspace folder, with the lines as code hosts know them. */
function linkOf({ path, range }: Hit): string {
  const link = path.split('/').map(encodeURIComponent).join('/');
  if (range.kind === 'page') return `${link}#page=${range.page}`;
  if (range.kind === 'cell') return link;
  const { startLine, endLine } = range;
  return `${link}#L${startLine}${endLine === startLine ? '' : `-L${endLine}`}`;
}

/**
 * Inserts the marks of attributed citations. Those that the model wrote are already in the text.
 */
function withMarks(text: string, citations: readonly Citation[]): string {
  return citations
    .filter(({ origin }) => origin === 'attributed')
    .toSorted((a, b) => b.offset - a.offset)
    .reduce(
      (marked, { marker, offset }) =>
        `${marked.slice(0, offset)} [${marker}]${marked.slice(offset)}`,
      text,
    );
}
