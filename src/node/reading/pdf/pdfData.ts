import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * What pdf.js reads when a document does not carry it: the character maps of Chinese, Japanese and
 * Korean, and the fonts that every reader has. They lie in `pdf/` beside the bundle in the packed
 * product, else in node_modules.
 */
export function pdfData(): { readonly cMapUrl: string; readonly standardFontDataUrl: string } {
  const shipped = join(import.meta.dirname, 'pdf');
  const folder = existsSync(join(shipped, 'cmaps'))
    ? shipped
    : dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return {
    cMapUrl: `${join(folder, 'cmaps')}/`,
    standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
  };
}
