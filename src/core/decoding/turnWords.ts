/**
 * Where the words that begin a person's next message may begin: a line, or after the end of a
 * sentence.
 */
const place = /(?:^|\n[ \t]*|[.!?)\]"”。！？][ \t]+)$/;
/**
 * Words without marks of a template, like `User:`, also begin lines of good answers in their
 * middle.
 */
const lineStart = /(?:^|\n)[ \t]*$/;

/**
 * `<|im_end|>`, `<|eot_id|>`, `<end_of_turn>`, `</s>`: the end of a message in the usual templates.
 */
const endMark = /^<[^<>\n]*(?:end|eot|eom|eos|\/s)[^<>\n]*>/i;

/** Without any of these, words are a name such as `user`, which good answers hold too. */
const marks = /[<>[\]|#:]/;

/**
 * What a model writes that goes on with the person's part of the conversation.
 * @param between what the template writes between an answer and the next question.
 * @param ends words that end an answer in any case, such as the file's own end token.
 */
export function turnWords(between: string, ends: readonly string[]): string {
  let words = between.trim();
  for (let length = endLength(words, ends); length > 0; length = endLength(words, ends)) {
    const rest = words.slice(length).trimStart();
    if (rest !== '' && !marks.test(rest)) break;
    words = rest;
  }
  return marks.test(words) ? words : '';
}

function endLength(words: string, ends: readonly string[]): number {
  const known = ends.find((end) => words.startsWith(end)) ?? '';
  return Math.max(known.length, endMark.exec(words)?.[0].length ?? 0);
}

/** @returns where the next turn begins in the text; -1 where it does not. */
export function findTurn(text: string, words: string): number {
  if (words === '') return -1;
  const allowed = /^[\w ]+:$/.test(words) ? lineStart : place;
  for (let index = text.indexOf(words); index >= 0; index = text.indexOf(words, index + 1))
    if (allowed.test(text.slice(0, index))) return index;
  return -1;
}
