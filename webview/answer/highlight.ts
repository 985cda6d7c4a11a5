import hljs from 'highlight.js/lib/core';
import type { Emitter } from 'highlight.js';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cmake from 'highlight.js/lib/languages/cmake';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import dart from 'highlight.js/lib/languages/dart';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import graphql from 'highlight.js/lib/languages/graphql';
import groovy from 'highlight.js/lib/languages/groovy';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import less from 'highlight.js/lib/languages/less';
import lua from 'highlight.js/lib/languages/lua';
import makefile from 'highlight.js/lib/languages/makefile';
import markdown from 'highlight.js/lib/languages/markdown';
import perl from 'highlight.js/lib/languages/perl';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import protobuf from 'highlight.js/lib/languages/protobuf';
import python from 'highlight.js/lib/languages/python';
import r from 'highlight.js/lib/languages/r';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import scala from 'highlight.js/lib/languages/scala';
import scss from 'highlight.js/lib/languages/scss';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

/** A piece of code in one colour; joined, the pieces are the code. */
export interface Piece {
  readonly text: string;
  readonly tone: Tone | null;
}

/** The colours that styles/code.css knows. */
export type Tone = 'keyword' | 'string' | 'number' | 'comment' | 'function' | 'type';

const languages = {
  bash,
  c,
  cmake,
  cpp,
  csharp,
  css,
  dart,
  diff,
  dockerfile,
  go,
  graphql,
  groovy,
  ini,
  java,
  javascript,
  json,
  kotlin,
  less,
  lua,
  makefile,
  markdown,
  perl,
  php,
  powershell,
  protobuf,
  python,
  r,
  ruby,
  rust,
  scala,
  scss,
  sql,
  swift,
  typescript,
  xml,
  yaml,
};

/** VS Code's language ids that are neither highlight.js names nor aliases. */
const otherNames: Readonly<Record<string, string>> = {
  bash: 'shellscript',
  c: 'objective-c',
  cpp: 'objective-cpp',
  typescript: 'typescriptreact',
  javascript: 'javascriptreact',
  ini: 'properties',
  json: 'jsonl',
  xml: 'vue',
  protobuf: 'proto3',
};

/** The first part of highlight.js scopes; scopes not listed here keep the text's colour. */
const tones: Readonly<Record<string, Tone>> = {
  keyword: 'keyword',
  built_in: 'keyword',
  literal: 'keyword',
  meta: 'keyword',
  operator: 'keyword',
  'selector-tag': 'keyword',
  name: 'keyword',
  section: 'keyword',
  bullet: 'keyword',
  string: 'string',
  regexp: 'string',
  char: 'string',
  link: 'string',
  symbol: 'string',
  addition: 'string',
  code: 'string',
  number: 'number',
  comment: 'comment',
  quote: 'comment',
  doctag: 'comment',
  deletion: 'comment',
  title: 'function',
  type: 'type',
  attr: 'type',
  attribute: 'type',
  class: 'type',
};

for (const [name, definition] of Object.entries(languages)) {
  hljs.registerLanguage(name, definition);
  const alias = otherNames[name];
  if (alias !== undefined) hljs.registerAliases(alias, { languageName: name });
}

/**
 * Collects pieces instead of writing HTML as highlight.js does. `__emitter` is private but stable:
 * lowlight is built on it.
 */
class PieceEmitter implements Emitter {
  readonly pieces: Piece[] = [];
  readonly #scopes: string[] = [];

  addText(text: string): void {
    if (text !== '')
      this.pieces.push({ text, tone: tones[this.#scopes.at(-1)?.split('.')[0] ?? ''] ?? null });
  }

  startScope(name: string): void {
    this.#scopes.push(name);
  }
  endScope(): void {
    this.#scopes.pop();
  }
  openNode(name: string): void {
    this.startScope(name);
  }
  closeNode(): void {
    this.endScope();
  }
  finalize(): void {
    this.#scopes.length = 0;
  }
  toHTML(): string {
    return '';
  }

  __addSublanguage(emitter: Emitter): void {
    if (emitter instanceof PieceEmitter) this.pieces.push(...emitter.pieces);
  }
}

hljs.configure({ __emitter: PieceEmitter });

/**
 * Code in colours.
 * @param language a VS Code language id, a name after a code fence, or anything else: the code is
 * then one plain piece.
 * @returns pieces that, joined, are exactly `code`.
 */
export function highlight(code: string, language: string): readonly Piece[] {
  if (code === '') return [];
  if (hljs.getLanguage(language) === undefined) return [{ text: code, tone: null }];
  const { _emitter: emitter } = hljs.highlight(code, { language, ignoreIllegals: true });
  return emitter instanceof PieceEmitter ? emitter.pieces : [{ text: code, tone: null }];
}

/** The same pieces by line, without line ends. */
export function splitLines(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  for (const { text, tone } of pieces) {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ text: part, tone });
    }
  }
  return lines;
}
