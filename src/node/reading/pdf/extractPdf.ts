import { setImmediate as letOthersRun } from 'node:timers/promises';

/** Characters of one line of extracted text; a page whose layout gives no line breaks is broken at words. */
const lineChars = 400;

/**
 * The text of a PDF, page by page, each a list of lines. Pages of pictures alone have none.
 * @throws whatever pdf.js throws for a damaged or locked file
 */
export async function extractPdf(bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  const { getDocumentProxy } = await import('unpdf');
  // pdf.js takes the buffer for itself, so it gets a copy; errors only, since it would write warnings to standard output.
  const document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  try {
    const pages: string[][] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(linesOf(items));
      page.cleanup();
      await letOthersRun();
    }
    return pages;
  } finally {
    await document.loadingTask.destroy();
  }
}

function linesOf(items: readonly object[]): string[] {
  let text = '';
  for (const item of items) {
    if (!('str' in item) || typeof item.str !== 'string') continue;
    text += item.str;
    if ('hasEOL' in item && item.hasEOL === true) text += '\n';
  }
  return text
    .split(/\r\n|\n|\r/)
    .flatMap((line) =>
      (line.length <= lineChars ? [line] : (line.match(/.{1,400}(?:\s+|$)|.{1,400}/gu) ?? [])).map(
        (part) => part.trimEnd(),
      ),
    );
}
