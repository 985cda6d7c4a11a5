import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Data that pdf.js needs for documents that do not embed it: character maps for Chinese, Japanese
 * and Korean, and the standard fonts. It is in `pdf/` beside the bundle in the packaged product,
 * otherwise in node_modules.
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
