/** A text at a position on its page, in points from the bottom left. */
export interface PdfText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** A font that is not embedded, with the name of its character map. Default: Helvetica. */
  readonly characterMap?: string;
}

/** A filled form field; `rect` is left, bottom, right, top. */
export interface PdfField {
  readonly rect: readonly [number, number, number, number];
  /** The field's own dictionary entries: `/FT /Tx /T (name) /V (value)`. */
  readonly entries: string;
}

export interface PdfPage {
  readonly texts: readonly PdfText[];
  readonly fields?: readonly PdfField[];
}

const collections: Readonly<Record<string, string>> = {
  UniKS: 'Korea1',
  UniJIS: 'Japan1',
  UniGB: 'GB1',
};

/** A PDF with one line of text per entry, page by page. */
export function makePdf(
  pages: readonly (readonly string[])[],
  options?: { readonly password: boolean },
): Buffer {
  return makePlacedPdf(
    pages.map((lines) => ({
      texts: lines.map((text, i) => ({ x: 50, y: 750 - 14 * i, text })),
    })),
    options,
  );
}

/**
 * A PDF with texts drawn in the given order (PDF 1.4, 7.5, 9.4 and 12.7). `password` locks it with
 * an unknown one.
 */
export function makePlacedPdf(
  pages: readonly PdfPage[],
  options: { readonly password: boolean } = { password: false },
): Buffer {
  const objects = ['', '', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'];
  const add = (object: string): string => `${objects.push(object)} 0 R`;
  const fonts = new Map([['', '/F0 3 0 R']]);
  const fontOf = (map: string): string => {
    const known = fonts.get(map);
    if (known !== undefined) return known.slice(0, known.indexOf(' '));
    const ordering = collections[map.slice(0, map.indexOf('-'))] ?? 'Identity';
    const descendant = add(
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /CIDSystemInfo << /Registry ' +
        `(Adobe) /Ordering (${ordering}) /Supplement 1 >> /DW 1000 >>`,
    );
    const name = `/F${fonts.size}`;
    const font = add(
      `<< /Type /Font /Subtype /Type0 /BaseFont /Song-${map} /Encoding /${map} ` +
        `/DescendantFonts [${descendant}] >>`,
    );
    fonts.set(map, `${name} ${font}`);
    return name;
  };
  const allFields: string[] = [];
  const pageNumbers = pages.map(({ texts, fields = [] }) => {
    const stream = texts
      .map(
        ({ x, y, text, characterMap = '' }) =>
          `BT ${fontOf(characterMap)} 12 Tf ${x} ${y} Td ${drawn(text, characterMap)} Tj ET`,
      )
      .join('\n');
    const content = add(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
    const annotations = fields.map(({ rect, entries }) =>
      add(`<< /Type /Annot /Subtype /Widget /Rect [${rect.join(' ')}] /F 4 ${entries} >>`),
    );
    allFields.push(...annotations);
    return add(
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << ' +
        `${[...fonts.values()].join(' ')} >> >> /Contents ${content} /Annots ` +
        `[${annotations.join(' ')}] >>`,
    );
  });
  objects[0] = `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${allFields.join(' ')}] >> >>`;
  objects[1] = `<< /Type /Pages /Kids [${pageNumbers.join(' ')}] /Count ${pages.length} >>`;
  const key = '5a'.repeat(32);
  const encryption = options.password
    ? `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >> /ID [<00> <00>]`
    : '';
  return fileOf(objects, encryption);
}

function drawn(text: string, characterMap: string): string {
  return characterMap === ''
    ? `(${text.replace(/[\\()]/g, '\\$&')})`
    : `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

function fileOf(objects: readonly string[], encryption: string): Buffer {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ` +
      `${objects.length + 1} /Root 1 0 R ${encryption} >>\nstartxref\n${file.length}\n%%EOF\n`,
    'latin1',
  );
}
