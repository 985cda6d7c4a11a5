import { readWordParts } from './wordParts.ts';
import { wordText } from './wordText.ts';

/**
 * The text of a Word document as Markdown: headings with `#`, list items with `-`, table rows with
 * `|`. Headers, footers, text boxes, notes and comments are each read once. Pictures, charts,
 * diagrams and deleted text are left out.
 * @throws if it is not a Word document, or would unpack to more than `maxUnpackedBytes`.
 */
export function extractDocx(bytes: Uint8Array): string {
  return wordText(readWordParts(bytes));
}
