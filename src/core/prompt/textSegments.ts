/**
 * Marks of chat templates that a vocabulary without special tokens for them (Llama-2's) reads like
 * any other text.
 */
const templateMarks = /\[\/?INST\]|<<\/?SYS>>/g;

/**
 * Cuts text into the pieces that are tokenized one by one: inside the marks of chat templates, so
 * that a source or a question that contains `[INST]` gives other tokens than the template's own
 * mark while the text stays the same. (Marks that are tokens of their own, such as `</s>` or
 * `<|im_start|>`, are no matter: text is tokenized without special tokens.) Nowhere else: a text
 * cut at its blank lines is tokenized otherwise than models have seen it in training, and small
 * ones lose the thread.
 * @returns pieces that join to exactly `text`.
 */
export function textSegments(text: string): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const mark of text.matchAll(templateMarks)) {
    const end = mark.index + mark[0].length;
    // [IN|ST|] and <<SY|S>|>: never where the vocabulary cuts.
    pieces.push(text.slice(start, end - 3), text.slice(end - 3, end - 1));
    start = end - 1;
  }
  pieces.push(text.slice(start));
  return pieces;
}
