import { setImmediate as letOthersRun } from 'node:timers/promises';
import { columnOrder } from './columnOrder.ts';
import { formValues, placeFormValues } from './formValues.ts';
import { joinHyphens } from './joinHyphens.ts';
import { pdfData } from './pdfData.ts';
import { boxOf, placeTexts } from './placedText.ts';
import type { PlacedText } from './placedText.ts';

/**
 * Maximum characters of a line. A page without line breaks in its layout is broken between words.
 */
const lineChars = 400;

/**
 * The text of a PDF in reading order: a list of lines per page. Pages with only pictures have none.
 * Values filled into forms are included; readers' other annotations are not.
 * @param isWord whether a lower-case text is a common word.
 * @throws whatever pdf.js throws for a damaged file or a locked one (see `isLockedPdf`).
 */
export async function extractPdf(
  bytes: Uint8Array,
  isWord: (text: string) => boolean,
): Promise<readonly (readonly string[])[]> {
  const { getDocumentProxy } = await import('unpdf');
  // pdf.js takes ownership of the buffer, so it gets a copy. Verbosity 0, because it writes
  // warnings to standard output.
  const document = await getDocumentProxy(Uint8Array.from(bytes), {
    verbosity: 0,
    cMapPacked: true,
    ...pdfData(),
  });
  try {
    const pages: string[][] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const viewport = page.getViewport({ scale: 1 });
      const texts = columnOrder(
        placeTexts(
          items.filter((item) => 'str' in item),
          viewport.transform,
        ),
      );
      const values = formValues(await page.getAnnotations()).map((value) => ({
        ...value,
        box: boxOf(value.rect, viewport.transform),
      }));
      pages.push(linesOf(placeFormValues(texts, values)));
      page.cleanup();
      await letOthersRun();
    }
    return joinHyphens(pages, isWord);
  } finally {
    await document.loadingTask.destroy();
  }
}

/** Whether an error of pdf.js means that the document needs a password. */
export function isLockedPdf(error: unknown): boolean {
  return error instanceof Error && error.name === 'PasswordException';
}

function linesOf(texts: readonly PlacedText[]): string[] {
  let all = '';
  for (const { text, endsLine } of texts) all += endsLine ? `${text}\n` : text;
  return all
    .split(/\r\n|\n|\r/)
    .flatMap((line) =>
      (line.length <= lineChars ? [line] : (line.match(/.{1,400}(?:\s+|$)|.{1,400}/gu) ?? [])).map(
        (part) => part.trimEnd(),
      ),
    );
}
