import { growingMarks } from '../../src/core/answering/text/citationMarks.ts';
import { parseAnswer, topLevelStarts } from './markdown.ts';
import type { Block } from './markdownNodes.ts';

/** The text that is parsed again each time keeps at least this many blocks. */
const minBlocksParsedAgain = 2;
/** Only once it has more than this many, some of them are settled. */
const maxBlocksParsedAgain = 5;

/**
 * An answer that is being written. Each time, only its last blocks are parsed: whatever follows,
 * the blocks before them stay what they are. Those stay the same objects, so that a view can skip
 * them.
 */
export class GrowingAnswer {
  #id = '';
  #sourceCount = 0;
  /** The text of the settled blocks. */
  #settledText = '';
  #settled: readonly Block[] = [];

  /**
   * The blocks of the text so far, without a mark that is half written at its end.
   * @param id of the answer. Another answer, or a text that does not continue the last one, is
   * parsed from its beginning.
   */
  blocks(id: string, text: string, sourceCount: number): readonly Block[] {
    const continues =
      id === this.#id && sourceCount === this.#sourceCount && text.startsWith(this.#settledText);
    if (!continues) {
      this.#settledText = '';
      this.#settled = [];
    }
    this.#id = id;
    this.#sourceCount = sourceCount;
    let rest = text.slice(this.#settledText.length);
    const cut = settledLength(rest);
    if (cut > 0) {
      const settled = rest.slice(0, cut);
      this.#settled = [...this.#settled, ...parse(settled, sourceCount)];
      this.#settledText += settled;
      rest = rest.slice(cut);
    }
    return [...this.#settled, ...parse(rest.slice(0, growingMarks(rest).open), sourceCount)];
  }
}

function parse(text: string, sourceCount: number): readonly Block[] {
  return parseAnswer(text, { citations: [], sentences: [], writing: true, sourceCount });
}

/** Length of the text whose blocks cannot change any more; 0 if that is not worth it yet. */
function settledLength(text: string): number {
  const starts = topLevelStarts(text);
  if (starts.length <= maxBlocksParsedAgain) return 0;
  return starts.slice(0, -minBlocksParsedAgain).findLast((at) => beginsAlone(text, at)) ?? 0;
}

/** Whether a block follows an empty line and is not indented: alone, it is read in the same way. */
function beginsAlone(text: string, at: number): boolean {
  return /\n[ \t]*\r?\n$/.test(text.slice(Math.max(0, at - 100), at)) && /\S/.test(text[at] ?? '');
}
