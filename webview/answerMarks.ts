import type { ChatEntry } from '../src/core/conversation/chatState.ts';
import type { Citation } from '../src/core/domain.ts';
import type { Doubt, Inline } from './markdownNodes.ts';

/** What belongs into an answer's text besides its words. */
export interface Marks {
  readonly citations: readonly Citation[];
  readonly sentences: ChatEntry['sentences'];
  /** Marks like `[2]` count while the model writes when such a source exists; afterwards `citations` decides. */
  readonly writing: boolean;
  readonly sourceCount: number;
}

/** `[1]`, `[1, 3]` */
const writtenMarks = /\[(\d{1,2}(?:\s*,\s*\d{1,2})*)\]/g;

/** Hands out citations and doubts while the text is walked from its start to its end. Positions are UTF-16 offsets of the whole text. */
export class AnswerMarks {
  readonly #marks: Marks;
  readonly #doubtful: { start: number; end: number; begun: boolean }[];
  #pending: readonly Citation[];

  constructor(marks: Marks) {
    this.#marks = marks;
    this.#pending = marks.citations.toSorted((a, b) => a.offset - b.offset);
    this.#doubtful = marks.sentences
      .filter(({ supported }) => supported === false)
      .map(({ start, end }) => ({ start, end, begun: false }));
  }

  /** The citations that stand at or before `offset` and were not handed out yet. */
  upTo(offset: number): Inline[] {
    const due = this.#pending.filter((citation) => citation.offset <= offset);
    this.#pending = this.#pending.filter((citation) => citation.offset > offset);
    return due.map(({ marker, origin }) => ({
      kind: 'citation',
      marker,
      attributed: origin === 'attributed',
    }));
  }

  /** The words of a leaf that starts at `start`, with chips for the marks within them and doubts by piece. */
  place(text: string, start: number): Inline[] {
    const nodes: Inline[] = [];
    let done = 0;
    for (const match of text.matchAll(writtenMarks)) {
      const position = start + match.index;
      const markers = this.#take(
        (match[1] ?? '').split(',').map(Number),
        position,
        position + match[0].length,
      );
      if (markers.length === 0) continue;
      nodes.push(...this.#pieces(text.slice(done, match.index), start + done));
      nodes.push(
        ...markers.map((marker): Inline => ({ kind: 'citation', marker, attributed: false })),
      );
      done = match.index + match[0].length;
    }
    return [...nodes, ...this.#pieces(text.slice(done), start + done)];
  }

  doubtAt(position: number): Doubt {
    const sentence = this.#doubtful.find(({ start, end }) => start <= position && position < end);
    if (sentence === undefined) return 'none';
    if (sentence.begun) return 'rest';
    sentence.begun = true;
    return 'first';
  }

  /** Cuts at every citation and at every border of a doubtful sentence. */
  #pieces(text: string, start: number): Inline[] {
    const end = start + text.length;
    const borders = [
      ...this.#pending.map(({ offset }) => offset),
      ...this.#doubtful.flatMap((sentence) => [sentence.start, sentence.end]),
    ];
    const cuts = [
      ...new Set([...borders.filter((border) => border > start && border < end), end]),
    ].sort((a, b) => a - b);
    const nodes = this.upTo(start);
    let from = start;
    for (const cut of cuts) {
      if (cut > from)
        nodes.push({
          kind: 'text',
          text: text.slice(from - start, cut - start),
          doubt: this.doubtAt(from),
        });
      nodes.push(...this.upTo(cut));
      from = cut;
    }
    return nodes;
  }

  /** The numbers of a written mark that are citations; those are then done. */
  #take(markers: readonly number[], start: number, end: number): readonly number[] {
    if (this.#marks.writing)
      return markers.filter((marker) => marker >= 1 && marker <= this.#marks.sourceCount);
    const stands = (citation: Citation): boolean =>
      citation.offset >= start && citation.offset <= end && markers.includes(citation.marker);
    this.#pending = this.#pending.filter((citation) => !stands(citation));
    return markers.filter((marker) =>
      this.#marks.citations.some((citation) => citation.marker === marker && stands(citation)),
    );
  }
}
