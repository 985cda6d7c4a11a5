import { join } from 'node:path/posix';
import { readZip } from '../readZip.ts';
import { child, descendants, parseXml } from './xmlTree.ts';
import type { XmlElement } from './xmlTree.ts';

/** The parts of a Word document that hold text (ECMA-376 part 1, 11.3). */
export interface WordParts {
  readonly body: XmlElement;
  /** Headers and footers of its sections, in order. */
  readonly margins: readonly XmlElement[];
  readonly footnotes: ReadonlyMap<string, XmlElement>;
  readonly endnotes: ReadonlyMap<string, XmlElement>;
  readonly comments: ReadonlyMap<string, XmlElement>;
  readonly styles: ReadonlyMap<string, WordStyle>;
}

export interface WordStyle {
  /** From 1 to 6; 0 for a style of other text. */
  readonly headingLevel: number;
  readonly isListItem: boolean;
}

const plainStyle: WordStyle = { headingLevel: 0, isListItem: false };

interface Relationship {
  readonly type: string;
  /** Name in the zip file. */
  readonly target: string;
}

/**
 * @throws if it is not a Word document, is damaged, or would unpack to more than
 * `maxUnpackedBytes`.
 */
export function readWordParts(bytes: Uint8Array): WordParts {
  const zip = readZip(bytes);
  const xml = (name: string): XmlElement | undefined => {
    const part = zip.read(name);
    return part === undefined ? undefined : parseXml(decode(part));
  };
  const relationships = (part: string): ReadonlyMap<string, Relationship> => {
    const [folder, name] = splitName(part);
    return relationshipsOf(xml(`${folder}_rels/${name}.rels`), folder);
  };
  const main =
    [...relationships('').values()].find(({ type }) => type === 'officeDocument')?.target ??
    'word/document.xml';
  const document = xml(main);
  const body = child(child(document, 'document'), 'body');
  if (body === undefined) throw new RangeError('No body.');
  const related = relationships(main);
  const byType = (type: string): XmlElement | undefined => {
    const found = [...related.values()].find((one) => one.type === type);
    return found === undefined ? undefined : xml(found.target);
  };
  const margins = ['headerReference', 'footerReference'].flatMap((name) =>
    descendants(body, name).flatMap((reference) => {
      const target = related.get(reference.attributes.get('id') ?? '')?.target;
      return target === undefined ? [] : (xml(target) ?? []);
    }),
  );
  return {
    body,
    margins,
    footnotes: byId(byType('footnotes'), 'footnote'),
    endnotes: byId(byType('endnotes'), 'endnote'),
    comments: byId(byType('comments'), 'comment'),
    styles: readStyles(byType('styles')),
  };
}

/** Word writes UTF-8; other programs may write UTF-16 with a byte order mark. */
function decode(part: Buffer): string {
  const utf16 =
    part[0] === 0xff && part[1] === 0xfe
      ? 'utf-16le'
      : part[0] === 0xfe && part[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(utf16).decode(part);
}

function splitName(name: string): readonly [folder: string, name: string] {
  const start = name.lastIndexOf('/') + 1;
  return [name.slice(0, start), name.slice(start)];
}

function relationshipsOf(
  part: XmlElement | undefined,
  folder: string,
): ReadonlyMap<string, Relationship> {
  const all = part === undefined ? [] : descendants(part, 'Relationship');
  return new Map(
    all
      .filter(({ attributes }) => attributes.get('TargetMode') !== 'External')
      .map(({ attributes }) => {
        const target = attributes.get('Target') ?? '';
        return [
          attributes.get('Id') ?? '',
          {
            type: splitName(attributes.get('Type') ?? '')[1],
            target: target.startsWith('/') ? target.slice(1) : join(folder, target),
          },
        ];
      }),
  );
}

function byId(part: XmlElement | undefined, name: string): ReadonlyMap<string, XmlElement> {
  const all = part === undefined ? [] : descendants(part, name);
  return new Map(all.map((one) => [one.attributes.get('id') ?? '', one]));
}

function readStyles(part: XmlElement | undefined): ReadonlyMap<string, WordStyle> {
  const own = byStyleId(part);
  const resolved = new Map<string, WordStyle>();
  const resolve = (id: string): WordStyle => {
    const known = resolved.get(id);
    const style = own.get(id);
    if (known !== undefined || style === undefined) return known ?? plainStyle;
    // Set before resolving its base, so that styles based on each other do not recurse forever.
    resolved.set(id, plainStyle);
    const base = resolve(child(style, 'basedOn')?.attributes.get('val') ?? '');
    const found = {
      headingLevel: styleLevel(style) ?? base.headingLevel,
      isListItem: listMark(child(style, 'pPr')) ?? base.isListItem,
    };
    resolved.set(id, found);
    return found;
  };
  for (const id of own.keys()) resolve(id);
  return resolved;
}

function byStyleId(part: XmlElement | undefined): ReadonlyMap<string, XmlElement> {
  const all = part === undefined ? [] : descendants(part, 'style');
  return new Map(all.map((one) => [one.attributes.get('styleId') ?? '', one]));
}

function styleLevel(style: XmlElement): number | undefined {
  const named = /^heading ([1-6])$/i.exec(child(style, 'name')?.attributes.get('val') ?? '')?.[1];
  return named === undefined ? outlineLevel(child(style, 'pPr')) : Number(named);
}

/** The heading level that properties give: 0 for text, undefined if they do not say. */
export function outlineLevel(properties: XmlElement | undefined): number | undefined {
  const value = child(properties, 'outlineLvl')?.attributes.get('val');
  if (value === undefined) return undefined;
  // 9 is text. Markdown has six levels, so deeper headings become level six.
  return Number(value) >= 9 ? 0 : Math.min(Number(value) + 1, 6);
}

/** Whether properties make a paragraph a list item; undefined if they do not say. */
export function listMark(properties: XmlElement | undefined): boolean | undefined {
  const id = child(child(properties, 'numPr'), 'numId');
  return id === undefined ? undefined : id.attributes.get('val') !== '0';
}
