import { crc32 } from 'node:zlib';

/** A Word document of paragraphs. A text that starts with `# ` or `## ` is a heading. */
export function makeDocx(paragraphs: readonly string[]): Buffer {
  const body = paragraphs
    .map((paragraph) => {
      const marks = /^#+(?= )/.exec(paragraph)?.[0].length ?? 0;
      const style = marks === 0 ? '' : `<w:pPr><w:pStyle w:val="Heading${marks}"/></w:pPr>`;
      const text = paragraph
        .slice(marks === 0 ? 0 : marks + 1)
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;');
      return `<w:p>${style}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
    })
    .join('');
  return makeWordFile(body);
}

/** Parts of a Word document other than its body, each as the XML within its root element. */
export interface WordFileParts {
  readonly headers?: readonly string[];
  readonly footers?: readonly string[];
  readonly footnotes?: string;
  readonly endnotes?: string;
  readonly comments?: string;
}

/** A Word document with this XML as its body. */
export function makeWordFile(body: string, parts: WordFileParts = {}): Buffer {
  const styles = [1, 2]
    .map(
      (level) =>
        `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ` +
        `${level}"/></w:style>`,
    )
    .join('');
  const names =
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ' +
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ' +
    'xmlns:v="urn:schemas-microsoft-com:vml"';
  const { headers = [], footers = [], footnotes = '', endnotes = '', comments = '' } = parts;
  const related: [type: string, file: string, xml: string][] = [
    ['styles', 'styles.xml', `<w:styles ${names}>${styles}</w:styles>`],
    ...headers.map((xml, i): [string, string, string] => [
      'header',
      `header${i}.xml`,
      `<w:hdr ${names}>${xml}</w:hdr>`,
    ]),
    ...footers.map((xml, i): [string, string, string] => [
      'footer',
      `footer${i}.xml`,
      `<w:ftr ${names}>${xml}</w:ftr>`,
    ]),
    ['footnotes', 'footnotes.xml', `<w:footnotes ${names}>${footnotes}</w:footnotes>`],
    ['endnotes', 'endnotes.xml', `<w:endnotes ${names}>${endnotes}</w:endnotes>`],
    ['comments', 'comments.xml', `<w:comments ${names}>${comments}</w:comments>`],
  ];
  const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relationships = (all: readonly (readonly [type: string, target: string])[]): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
      .map(
        ([type, target]) =>
          `<Relationship Id="${target}" Type="${relationship}/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`;
  const section = related
    .filter(([type]) => type === 'header' || type === 'footer')
    .map(([type, file]) => `<w:${type}Reference w:type="default" r:id="${file}"/>`)
    .join('');
  return makeZip({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default ' +
      'Extension="rels" ' +
      'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ' +
      'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.' +
      'document.main+xml"/></Types>',
    '_rels/.rels': relationships([['officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': relationships(
      related.map(([type, file]) => [type, file] as const),
    ),
    ...Object.fromEntries(related.map(([, file, xml]) => [`word/${file}`, xml])),
    'word/document.xml':
      `<w:document ${names}><w:body>${body}` +
      `<w:sectPr>${section}</w:sectPr></w:body></w:document>`,
  });
}

/**
 * A zip file whose entries are stored, or compressed by `deflate`. `claimedSize` is a false
 * unpacked size for the directory.
 */
export function makeZip(
  entries: Readonly<Record<string, string>>,
  claimedSize?: number,
  deflate?: (data: Buffer) => Buffer,
): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const [nameBytes, unpacked] = [Buffer.from(name), Buffer.from(text)];
    const data = deflate === undefined ? unpacked : deflate(unpacked);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(deflate === undefined ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(unpacked), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(claimedSize ?? unpacked.length, 18);
    fields.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, nameBytes, data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, rest, nameBytes]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}
