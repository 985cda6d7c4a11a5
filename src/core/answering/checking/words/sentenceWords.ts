import { stem } from '../../../retrieval/question/stem.ts';
import { citationMarks } from '../../text/citationMarks.ts';
import { codeSpans } from '../../text/markdownBlocks.ts';
import type { TextRange } from '../../text/markdownBlocks.ts';

/** A word of prose, as a UTF-16 range of its sentence. */
export interface SentenceWord extends TextRange {
  /** In lower case. */
  readonly text: string;
  readonly stem: string;
}

/** The words of a sentence outside code spans, quotations, links and source marks, in order. */
export function sentenceWords(sentence: string): readonly SentenceWord[] {
  return Array.from(proseOf(sentence).matchAll(/\p{L}+(?:['’]\p{L}+)?/gu), ({ 0: word, index }) => {
    const text = word.toLowerCase();
    return { text, stem: stem(text), start: index, end: index + word.length };
  });
}

/**
 * The sentence with spaces in place of code, quotations, links and marks, so that offsets do not
 * change.
 */
export function proseOf(sentence: string): string {
  let prose = sentence;
  const hide = ({ start, end }: TextRange): void => {
    prose = prose.slice(0, start) + ' '.repeat(end - start) + prose.slice(end);
  };
  codeSpans(sentence, { start: 0, end: sentence.length }).spans.forEach(hide);
  citationMarks(sentence).forEach(hide);
  for (const { 0: found, index } of prose.matchAll(/"[^"\n]+"|“[^”\n]+”|\bhttps?:\/\/\S+/g))
    hide({ start: index, end: index + found.length });
  return prose;
}
