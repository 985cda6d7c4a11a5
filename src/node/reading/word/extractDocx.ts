import { readWordParts } from './wordParts.ts';
import { wordText } from './wordText.ts';

/**
 * The text of a Word document as Markdown: headings with `#`, list items with `-`, table rows with
 * `|`. Headers, footers, text boxes, notes and comments are read once. Pictures, charts and
 * diagrams are left out, and so is deleted text.
 * @throws where it is not a Word document or would unpack to more than memory should hold
 */
export function extractDocx(bytes: Uint8Array): string {
  return wordText(readWordParts(bytes));
}
