import { setImmediate as letOthersRun } from 'node:timers/promises';
import { Language, Parser } from 'web-tree-sitter';
import type { Tree } from 'web-tree-sitter';
import type { SyntaxLanguage } from '../../core/chunking/syntax/syntaxLanguages.ts';
import type { SyntaxNode } from '../../core/chunking/syntax/syntaxNode.ts';
import { grammarFile } from './grammarFile.ts';
import { inSlices, sliceMs } from '../vectors/inSlices.ts';
import { readTree } from './treeSitterTree.ts';

/** Syntax trees of source texts, one text at a time. */
export interface SyntaxParser {
  /**
   * @returns the tree of the lines joined by `\n`. Null if the grammar does not load, or if the
   * parser fails or exceeds its limit.
   */
  parse(lines: readonly string[], language: SyntaxLanguage): Promise<SyntaxNode | null>;
}

/**
 * The parser reports after every hundred of its steps: up to 20 times for 1,000 characters of
 * ordinary code, and some 40,000 times a second.
 */
const usualLimit = 50_000;

/**
 * Loads tree-sitter and each grammar on first use.
 * @param limit how often the parser may report its progress on one text. Not a time, because a busy
 * machine must cut the same chunks as an idle one.
 * @param log receives why a grammar or the parser failed.
 */
export function createSyntaxParser(
  limit = usualLimit,
  log: (line: string) => void = () => undefined,
): SyntaxParser {
  const grammars = new Map<string, Promise<Language>>();
  let parser: Promise<Parser> | undefined;
  let previous: Promise<unknown> = Promise.resolve();

  async function start(): Promise<Parser> {
    await Parser.init({ locateFile: () => grammarFile('web-tree-sitter.wasm') });
    return new Parser();
  }

  async function parseAlone(
    lines: readonly string[],
    language: SyntaxLanguage,
  ): Promise<SyntaxNode | null> {
    try {
      parser ??= start();
      const ready = await parser;
      const grammar =
        grammars.get(language.grammar) ?? Language.load(grammarFile(`${language.grammar}.wasm`));
      grammars.set(language.grammar, grammar);
      const tree = await parseInSlices(ready, await grammar, lines.join('\n'), limit);
      if (tree === null) return null;
      try {
        return await inSlices(readTree(tree, language, lines));
      } finally {
        tree.delete();
      }
    } catch (error) {
      // Whatever goes wrong here, the file is still indexed, by lines.
      log(
        `A file is cut by lines, because the grammar ${language.grammar} failed: ${String(error)}`,
      );
      return null;
    }
  }

  return {
    parse(lines, language) {
      const result = previous.then(() => parseAlone(lines, language));
      previous = result;
      return result;
    },
  };
}

/**
 * A parser that its progress callback has stopped resumes when called again with the same text.
 * Setting the language resets it.
 */
async function parseInSlices(
  parser: Parser,
  grammar: Language,
  text: string,
  limit: number,
): Promise<Tree | null> {
  parser.setLanguage(grammar);
  let reports = 0;
  for (;;) {
    const start = performance.now();
    const tree = parser.parse(text, null, {
      progressCallback: () => ++reports > limit || performance.now() - start > sliceMs,
    });
    if (tree !== null) return tree;
    if (reports > limit) return null;
    await letOthersRun();
  }
}
