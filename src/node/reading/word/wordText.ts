import { hex } from 'dingbat-to-unicode';
import { listMark, outlineLevel } from './wordParts.ts';
import type { WordParts } from './wordParts.ts';
import { child, descendants, elements } from './xmlTree.ts';
import type { XmlElement } from './xmlTree.ts';

/** A paragraph, a list item or a table row; `marks` go before its text. */
interface Block {
  readonly kind: 'paragraph' | 'item' | 'row';
  readonly marks: string;
  readonly text: string;
}

/** A paragraph's content besides its own text: text boxes in it, and notes it refers to. */
interface Aside {
  readonly boxes: Block[];
  readonly notes: Block[];
}

/**
 * Elements whose text is not part of the document: deleted or moved text, properties, pronunciation
 * guides.
 */
const leftOut: ReadonlySet<string> = new Set([
  ...['del', 'moveFrom', 'delText', 'instrText', 'delInstrText'],
  ...['pPr', 'rPr', 'sdtPr', 'sdtEndPr', 'tblPr', 'tblGrid', 'trPr', 'tcPr', 'sectPr', 'rt'],
]);

/** Elements that stand for a fixed text. */
const plainTexts: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['ptab', '\t'],
  ['br', '\n'],
  ['cr', '\n'],
  ['noBreakHyphen', '-'],
]);

/**
 * The text of a Word document as Markdown: headers and footers first, each distinct text once.
 * Notes, comments and text boxes follow the paragraph or table they belong to.
 */
export function wordText(parts: WordParts): string {
  return new WordText(parts).text();
}

class WordText {
  readonly #parts: WordParts;
  #notes = 0;

  constructor(parts: WordParts) {
    this.#parts = parts;
  }

  text(): string {
    const margins = this.#parts.margins.map((part) => written(this.#blocks(part)));
    const body = written(this.#blocks(this.#parts.body));
    return [...new Set(margins), body].filter((text) => text !== '').join('\n\n');
  }

  #blocks(parent: XmlElement): Block[] {
    return elements(parent).flatMap((element) => {
      if (leftOut.has(element.name)) return [];
      if (element.name === 'p') return this.#paragraph(element);
      if (element.name === 'tbl') return this.#table(element);
      return this.#blocks(element.name === 'AlternateContent' ? alternative(element) : element);
    });
  }

  #paragraph(paragraph: XmlElement): Block[] {
    const aside: Aside = { boxes: [], notes: [] };
    const text = this.#inline(paragraph, aside).trim();
    const properties = child(paragraph, 'pPr');
    const styleId = child(properties, 'pStyle')?.attributes.get('val') ?? '';
    const style = this.#parts.styles.get(styleId);
    const level =
      outlineLevel(properties) ??
      style?.headingLevel ??
      Number(/^Heading([1-6])$/.exec(styleId)?.[1] ?? 0);
    const isItem = listMark(properties) ?? style?.isListItem ?? false;
    const own: Block =
      level > 0
        ? { kind: 'paragraph', marks: `${'#'.repeat(level)} `, text: oneLine(text) }
        : { kind: isItem ? 'item' : 'paragraph', marks: isItem ? '- ' : '', text };
    return [own, ...aside.boxes, ...aside.notes].filter((block) => block.text !== '');
  }

  /** The rows of a table, each on one line whatever its cells contain, then its notes. */
  #table(table: XmlElement): Block[] {
    const notes: Block[] = [];
    const rows = ownRows(table).map((row): Block => {
      const cells = ownCells(row).map((cell) => this.#cell(cell, notes));
      return { kind: 'row', marks: '', text: `| ${cells.join(' | ')} |` };
    });
    return [...rows.filter(({ text }) => /[^|\s]/.test(text)), ...notes];
  }

  #cell(cell: XmlElement, notes: Block[]): string {
    const isContinued = child(child(cell, 'tcPr'), 'vMerge');
    if (isContinued !== undefined && isContinued.attributes.get('val') !== 'restart') return '';
    const texts = elements(cell).flatMap((element) => this.#inCell(element, notes));
    return texts.filter((text) => text !== '').join(' ');
  }

  #inCell(element: XmlElement, notes: Block[]): string[] {
    if (leftOut.has(element.name)) return [];
    if (element.name === 'p') {
      const aside: Aside = { boxes: [], notes };
      const text = this.#inline(element, aside);
      return [text, ...aside.boxes.map((box) => box.text)].map(oneLine);
    }
    if (element.name === 'tbl') {
      const rows = ownRows(element).map((row) =>
        ownCells(row)
          .map((cell) => this.#cell(cell, notes))
          .filter((text) => text !== '')
          .join(', '),
      );
      return [rows.filter((text) => text !== '').join('; ')];
    }
    const inner = element.name === 'AlternateContent' ? alternative(element) : element;
    return elements(inner).flatMap((one) => this.#inCell(one, notes));
  }

  #inline(parent: XmlElement, aside: Aside): string {
    return elements(parent)
      .map((element) => this.#inlineElement(element, aside))
      .join('');
  }

  #inlineElement(element: XmlElement, aside: Aside): string {
    const { name, attributes } = element;
    const id = attributes.get('id') ?? '';
    if (leftOut.has(name)) return '';
    switch (name) {
      case 't':
        return element.children.filter((part) => typeof part === 'string').join('');
      case 'sym':
        return symbol(attributes.get('font') ?? '', attributes.get('char') ?? '');
      case 'txbxContent':
        aside.boxes.push(...this.#blocks(element));
        return '';
      case 'footnoteReference':
        return this.#note(this.#parts.footnotes.get(id), aside);
      case 'endnoteReference':
        return this.#note(this.#parts.endnotes.get(id), aside);
      case 'commentReference':
        this.#comment(this.#parts.comments.get(id), aside);
        return '';
      case 'AlternateContent':
        return this.#inline(alternative(element), aside);
      default:
        return plainTexts.get(name) ?? this.#inline(element, aside);
    }
  }

  #note(note: XmlElement | undefined, aside: Aside): string {
    if (note === undefined) return '';
    const mark = `[${++this.#notes}]`;
    aside.notes.push({ kind: 'paragraph', marks: `${mark} `, text: this.#asideText(note) });
    return mark;
  }

  #comment(comment: XmlElement | undefined, aside: Aside): void {
    if (comment === undefined) return;
    const author = comment.attributes.get('author') ?? '';
    aside.notes.push({
      kind: 'paragraph',
      marks: author === '' ? 'Comment: ' : `Comment (${author}): `,
      text: this.#asideText(comment),
    });
  }

  #asideText(part: XmlElement): string {
    return this.#blocks(part)
      .map(({ marks, text }) => oneLine(marks + text))
      .join(' ');
  }
}

/**
 * Among alternative representations of the same content (ECMA-376 part 3, 10.2), the first that
 * contains text.
 */
function alternative(element: XmlElement): XmlElement {
  const ways = elements(element);
  return ways.find((way) => descendants(way, 't').length > 0) ?? { ...element, children: [] };
}

/** Rows may be nested in content controls and change marks. */
function ownRows(table: XmlElement): readonly XmlElement[] {
  return nearest(table, 'tr').filter((row) => child(child(row, 'trPr'), 'del') === undefined);
}

function ownCells(row: XmlElement): readonly XmlElement[] {
  return nearest(row, 'tc');
}

/** Descendants of this name, but none inside another one. */
function nearest(element: XmlElement, name: string): readonly XmlElement[] {
  return elements(element).flatMap((one) => (one.name === name ? [one] : nearest(one, name)));
}

/** Symbol fonts have their own code points, often shifted into the private use area. */
function symbol(font: string, char: string): string {
  const found = hex(font, char.replace(/^F0/i, '')) ?? hex(font, char);
  return found?.string ?? '';
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * Items of one list and rows of one table are on consecutive lines. All other blocks are separated
 * by an empty line.
 */
function written(blocks: readonly Block[]): string {
  return blocks
    .map(({ kind, marks, text }, i) => {
      const before = blocks[i - 1];
      const isContinued = before !== undefined && kind !== 'paragraph' && kind === before.kind;
      return `${before === undefined ? '' : isContinued ? '\n' : '\n\n'}${marks}${text}`;
    })
    .join('')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n');
}
