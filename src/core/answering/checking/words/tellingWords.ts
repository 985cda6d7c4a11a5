import { isStopWord } from '../../../retrieval/question/stopWords.ts';

/** Words that introduce or connect, and name nothing. */
const glue = new Set(
  (
    'unless otherwise else themselves itself another others told come comes one ones two three ' +
    'four mean means meaning never always even still already simply whole entire purpose way ' +
    'thing things used use uses using like eg ie least most many much several single both first ' +
    'whenever instead within across among along place happen happens take takes taken goes went rest'
  ).split(' '),
);
/** The meaningful words of a text, in lower case. */
export function tellingWords(text: string): readonly string[] {
  return (text.match(/[\p{L}_][\p{L}\p{N}_]*(?:['’]\p{L}+)?/gu) ?? [])
    .map((word) => word.toLowerCase().replace(/['’]s$/, ''))
    .filter((word) => word.length > 1 && !isStopWord(word) && !glue.has(word));
}
