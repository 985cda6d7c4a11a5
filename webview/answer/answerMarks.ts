import {
  citationMarks,
  growingMarks,
  sourcesOf,
} from '../../src/core/answering/text/citationMarks.ts';
import type { CitationMark } from '../../src/core/answering/text/citationMarks.ts';
import type { TextRange } from '../../src/core/answering/text/markdownBlocks.ts';
import type { ChatEntry } from '../../src/core/conversation/chatState.ts';
import type { Citation } from '../../src/core/domain.ts';
import type { CheckedSentence } from '../../src/core/answering/answer.ts';
import type { CitationNode, Doubt, Inline } from './markdownNodes.ts';

/** What an answer's text contains besides its words. */
export interface Marks {
  readonly citations: readonly Citation[];
  readonly sentences: ChatEntry['sentences'];
  /**
   * Until the answer is finished, marks like `[2]` count if such a source exists; then `citations`
   * decides.
   */
  readonly writing: boolean;
  readonly sourceCount: number;
}

/** A mark that the model wrote, with the chips that replace it. */
interface Written {
  readonly start: number;
  readonly end: number;
  readonly chips: readonly Inline[];
  given: boolean;
}

/**
 * Returns citations and doubts while the text is read from start to end. Positions are UTF-16
 * offsets in the whole text.
 */
export class AnswerMarks {
  readonly #written: readonly Written[];
  readonly #doubtful: {
    readonly sentence: CheckedSentence;
    readonly verdict: Doubt['verdict'];
    begun: boolean;
  }[];
  #pending: readonly Citation[];

  constructor(text: string, { citations, sentences, writing, sourceCount }: Marks) {
    this.#pending = citations.toSorted((a, b) => a.offset - b.offset);
    const marks = writing ? growingMarks(text).marks : citationMarks(text);
    this.#written = marks.flatMap((mark) => {
      const chips = writing
        ? sourcesOf(mark, (source) => source <= sourceCount).map((marker) =>
            toNode({ marker, origin: 'model', offset: mark.start }),
          )
        : this.#takeCitations(mark).map(toNode);
      return chips.length === 0 ? [] : [{ start: mark.start, end: mark.end, chips, given: false }];
    });
    this.#doubtful = sentences.flatMap((sentence) => {
      const { verdict } = sentence;
      return verdict === 'partly' || verdict === 'not-in-lines'
        ? [{ sentence, verdict, begun: false }]
        : [];
    });
  }

  /** The citations at or before `offset` that have not been returned yet. */
  upTo(offset: number): Inline[] {
    const due = this.#pending.filter((citation) => citation.offset <= offset);
    this.#pending = this.#pending.filter((citation) => citation.offset > offset);
    const passed = this.#written.filter(({ end, given }) => !given && end <= offset);
    return [
      ...due.map((citation) => ({ at: citation.offset, chips: [toNode(citation)] })),
      ...passed.map((mark) => ({ at: mark.start, chips: give(mark) })),
    ]
      .sort((a, b) => a.at - b.at)
      .flatMap(({ chips }) => chips);
  }

  /**
   * The words of a leaf that starts at `start`, with chips for the marks in it, split where doubts
   * begin and end.
   */
  place(text: string, start: number): Inline[] {
    const end = start + text.length;
    const nodes: Inline[] = [];
    let done = start;
    for (const mark of this.#written) {
      if (mark.end <= done || mark.start >= end || (mark.start < done && !mark.given)) continue;
      if (!mark.given) {
        nodes.push(...this.#pieces(text.slice(done - start, mark.start - start), done));
        nodes.push(...give(mark));
      }
      done = Math.min(mark.end, end);
    }
    return [...nodes, ...this.#pieces(text.slice(done - start), done)];
  }

  /** The doubt about a position in the text; null if there is none. */
  doubtAt(position: number): Doubt | null {
    const isHere = ({ start, end }: TextRange): boolean => start <= position && position < end;
    const doubtful = this.#doubtful.find(({ sentence }) => isHere(sentence));
    if (doubtful === undefined) return null;
    const isFirst = !doubtful.begun;
    doubtful.begun = true;
    const words = doubtful.sentence.doubted.find(isHere) ?? null;
    return { verdict: doubtful.verdict, isFirst, words };
  }

  /** Splits at every citation, and where doubtful sentences and words begin and end. */
  #pieces(text: string, start: number): Inline[] {
    const end = start + text.length;
    const borders = [
      ...this.#pending.map(({ offset }) => offset),
      ...this.#doubtful.flatMap(({ sentence }) =>
        [sentence, ...sentence.doubted].flatMap(({ start: from, end: to }) => [from, to]),
      ),
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

  /** The citations that a written mark stands for; the mark then shows them. */
  #takeCitations(mark: CitationMark): readonly Citation[] {
    const isHere = ({ origin, offset }: Citation): boolean =>
      origin === 'model' && mark.start <= offset && offset <= mark.end;
    return sourcesOf(mark, (source) =>
      this.#pending.some((citation) => citation.marker === source && isHere(citation)),
    ).flatMap((source) => {
      const found = this.#pending.find(
        (citation) => citation.marker === source && isHere(citation),
      );
      this.#pending = this.#pending.filter((citation) => citation !== found);
      return found ?? [];
    });
  }
}

function toNode({ marker, origin, lines, quote }: Citation): CitationNode {
  return {
    kind: 'citation',
    marker,
    attributed: origin === 'attributed',
    lines: lines ?? null,
    quote: quote ?? null,
  };
}

function give(mark: Written): readonly Inline[] {
  mark.given = true;
  return mark.chips;
}
