/**
 * Places where the start of the user's next message may be: at the start of a line, or after the
 * end of a sentence.
 */
const place = /(?:^|\n[ \t]*|[.!?)\]"”。！？][ \t]+)$/;
/**
 * Words without template markers, such as `User:`, also occur in the middle of lines of good
 * answers.
 */
const lineStart = /(?:^|\n)[ \t]*$/;

/**
 * `<|im_end|>`, `<|eot_id|>`, `<end_of_turn>`, `</s>`: the end of a message in the usual templates.
 */
const endMark = /^<[^<>\n]*(?:end|eot|eom|eos|\/s)[^<>\n]*>/i;

/**
 * Without any of these characters, the words are a plain name such as `user`, which good answers
 * contain too.
 */
const marks = /[<>[\]|#:]/;

/**
 * The words that a model writes when it continues with the user's part of the conversation.
 * @param between what the template writes between an answer and the next question.
 * @param ends words that always end an answer, such as the file's end token.
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

/** @returns where the next turn begins in the text; -1 if it does not. */
export function findTurn(text: string, words: string): number {
  if (words === '') return -1;
  const allowed = /^[\w ]+:$/.test(words) ? lineStart : place;
  for (let index = text.indexOf(words); index >= 0; index = text.indexOf(words, index + 1))
    if (allowed.test(text.slice(0, index))) return index;
  return -1;
}
