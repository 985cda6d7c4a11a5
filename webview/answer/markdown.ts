import type { Token } from 'markdown-it';
import { AnswerMarks } from './answerMarks.ts';
import type { Marks } from './answerMarks.ts';
import { createMarkdown, isEscape } from './answerSyntax.ts';
import type { Block, Inline } from './markdownNodes.ts';
import { SourceCursor } from './sourceCursor.ts';

const markdown = createMarkdown();
markdown.validateLink = isSafeLink;
/** Reads only blocks, not what is in them. */
const blockParser = createMarkdown().disable('inline');

/**
 * Only https addresses without a user name become links; `command:`, `javascript:`, `file:` and
 * relative addresses stay text.
 */
export function isSafeLink(address: string): boolean {
  if (!/^https:\/\//i.test(address) || !URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  return protocol === 'https:' && username === '' && password === '';
}

/**
 * A model's answer as nodes to show: Markdown without HTML and images, citations as chips at their
 * offsets, doubtful sentences marked. Any text is allowed; every citation is shown exactly once.
 */
export function parseAnswer(text: string, marks: Marks): readonly Block[] {
  const answerMarks = new AnswerMarks(text, marks);
  const blocks = new AnswerReader(text, markdown.parse(text, {}), answerMarks).blocks(null);
  const rest = answerMarks.upTo(Infinity);
  return rest.length === 0 ? blocks : withRest(blocks, rest);
}

/** Where the outermost blocks of a text begin, as offsets of their lines. */
export function topLevelStarts(text: string): readonly number[] {
  const lineStarts = [
    0,
    ...Array.from(text.matchAll(/\r\n?|\n/g), (end) => end.index + end[0].length),
  ];
  return blockParser
    .parse(text, {})
    .flatMap(({ level, nesting, map }) =>
      level === 0 && nesting >= 0 && map !== null ? [lineStarts[map[0]] ?? text.length] : [],
    );
}

/** Walks markdown-it's flat list of tokens. */
class AnswerReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #cursor: SourceCursor;
  readonly #marks: AnswerMarks;
  #next = 0;

  /** @param tokens of `text`. */
  constructor(text: string, tokens: readonly Token[], marks: AnswerMarks) {
    this.#text = text;
    this.#tokens = tokens;
    this.#cursor = new SourceCursor(text);
    this.#marks = marks;
  }

  /** Blocks up to the token of type `close`, or to the end. */
  blocks(close: string | null): Block[] {
    const blocks: Block[] = [];
    for (
      let token = this.#take();
      token !== undefined && token.type !== close;
      token = this.#take()
    ) {
      switch (token.type) {
        case 'paragraph_open':
          blocks.push({ kind: 'paragraph', children: this.#inlineUntil('paragraph_close') });
          break;
        case 'heading_open':
          blocks.push({ kind: 'heading', children: this.#inlineUntil('heading_close') });
          break;
        case 'bullet_list_open':
          blocks.push({ kind: 'list', start: null, items: this.#items('bullet_list_close') });
          break;
        case 'ordered_list_open':
          blocks.push({
            kind: 'list',
            start: Number(token.attrGet('start') ?? 1),
            items: this.#items('ordered_list_close'),
          });
          break;
        case 'blockquote_open':
          blocks.push({ kind: 'quote', children: this.blocks('blockquote_close') });
          break;
        case 'table_open':
          blocks.push({ kind: 'table', rows: this.#rows() });
          break;
        case 'hr':
          blocks.push({ kind: 'rule' });
          break;
        case 'fence':
        case 'code_block':
          blocks.push(...this.#code(token));
          break;
      }
    }
    return blocks;
  }

  #take(): Token | undefined {
    return this.#tokens[this.#next++];
  }

  #items(close: string): Block[][] {
    const items: Block[][] = [];
    for (
      let token = this.#take();
      token !== undefined && token.type !== close;
      token = this.#take()
    )
      items.push(this.blocks('list_item_close'));
    return items;
  }

  #rows(): Inline[][][] {
    const rows: Inline[][][] = [];
    for (
      let token = this.#take();
      token !== undefined && token.type !== 'table_close';
      token = this.#take()
    ) {
      if (token.type === 'tr_open') rows.push([]);
      if (token.type === 'th_open' || token.type === 'td_open')
        rows.at(-1)?.push(this.#inlineUntil(token.type.replace('open', 'close')));
    }
    return rows;
  }

  /** Code contains no chips: citations in it appear right after it. */
  #code(token: Token): Block[] {
    this.#cursor.enter(token.map);
    this.#cursor.take(token.content);
    const language = token.info.trim().split(/\s/)[0] ?? '';
    const citations = this.#marks.upTo(this.#cursor.limit);
    const code: Block = { kind: 'code', language, text: token.content.replace(/\n$/, '') };
    return citations.length === 0 ? [code] : [code, { kind: 'paragraph', children: citations }];
  }

  #inlineUntil(close: string): Inline[] {
    const nodes: Inline[] = [];
    for (
      let token = this.#take();
      token !== undefined && token.type !== close;
      token = this.#take()
    ) {
      this.#cursor.enter(token.map);
      nodes.push(...this.#inline((token.children ?? []).values(), null));
      if (token.map !== null) nodes.push(...this.#marks.upTo(this.#cursor.limit));
    }
    return nodes;
  }

  #inline(tokens: Iterator<Token, undefined>, close: string | null): Inline[] {
    const nodes: Inline[] = [];
    for (
      let token = tokens.next().value;
      token !== undefined && token.type !== close;
      token = tokens.next().value
    ) {
      nodes.push(...this.#node(token, tokens));
    }
    return nodes;
  }

  #node(token: Token, tokens: Iterator<Token, undefined>): Inline[] {
    switch (token.type) {
      case 'strong_open':
        return this.#nested('strong', token, tokens, 'strong_close');
      case 'em_open':
        return this.#nested('emphasis', token, tokens, 'em_close');
      case 's_open':
        return this.#nested('strike', token, tokens, 's_close');
      case 'link_open':
        return this.#link(token, tokens);
      case 'code_inline':
        return this.#codeSpan(token);
      case 'softbreak':
        return this.#marks.place(' ', this.#cursor.take('\n'));
      case 'hardbreak':
        return [
          ...this.#brokenLine(),
          ...this.#marks.upTo(this.#cursor.position),
          { kind: 'break' },
        ];
      // An escape or entity is one character that was written as several; an image is its
      // alternative text.
      case 'text_special': {
        const start = this.#cursor.take(token.markup);
        const isOne = token.info !== 'escape' || isEscape(this.#text, start);
        return this.#marks.place(isOne ? token.content : token.markup, start);
      }
      default:
        return this.#marks.place(token.content, this.#cursor.take(token.content));
    }
  }

  /** A backslash at the end of a line is shown, because it is part of a path or a command. */
  #brokenLine(): Inline[] {
    const { position } = this.#cursor;
    return /^\\\r?\n/.test(this.#text.slice(position, position + 3))
      ? this.#marks.place('\\', this.#cursor.take('\\'))
      : [];
  }

  #nested(
    kind: 'strong' | 'emphasis' | 'strike',
    token: Token,
    tokens: Iterator<Token, undefined>,
    close: string,
  ): Inline[] {
    const before = this.#marks.upTo(this.#cursor.position);
    this.#cursor.take(token.markup);
    const children = this.#inline(tokens, close);
    this.#cursor.take(token.markup);
    return [...before, { kind, children }, ...this.#marks.upTo(this.#cursor.position)];
  }

  #link(token: Token, tokens: Iterator<Token, undefined>): Inline[] {
    const before = this.#marks.upTo(this.#cursor.position);
    this.#cursor.take(token.info === 'auto' ? '<' : '[');
    const children = this.#inline(tokens, 'link_close');
    this.#cursor.takeLinkEnd();
    const href = String(token.attrGet('href') ?? '');
    const link: readonly Inline[] = isSafeLink(href)
      ? [{ kind: 'link', href, children }]
      : children;
    return [...before, ...link, ...this.#marks.upTo(this.#cursor.position)];
  }

  #codeSpan(token: Token): Inline[] {
    const start = this.#cursor.take(token.markup) + token.markup.length;
    const before = this.#marks.upTo(start - token.markup.length);
    this.#cursor.take(token.content);
    this.#cursor.take(token.markup);
    return [
      ...before,
      { kind: 'code', text: token.content, doubt: this.#marks.doubtAt(start) },
      ...this.#marks.upTo(this.#cursor.position),
    ];
  }
}

/** Citations that no piece of text claimed go at the end. */
function withRest(blocks: readonly Block[], rest: readonly Inline[]): readonly Block[] {
  const last = blocks.at(-1);
  if (last?.kind !== 'paragraph') return [...blocks, { kind: 'paragraph', children: rest }];
  return [...blocks.slice(0, -1), { kind: 'paragraph', children: [...last.children, ...rest] }];
}
