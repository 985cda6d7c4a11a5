/**
 * Marks of chat templates for which a vocabulary (Llama-2's) has no special tokens, so that it
 * reads them like other text.
 */
const templateMarks = /\[\/?INST\]|<<\/?SYS>>/g;

/**
 * Cuts text into pieces to tokenize one by one. The cuts are inside the marks of chat templates, so
 * that `[INST]` in a source or a question gives different tokens from the template's own mark,
 * while the text stays the same. Marks that are special tokens, such as `</s>` or `<|im_start|>`,
 * need no cut, because text is tokenized without special tokens. There are no other cuts: text that
 * is cut at blank lines is tokenized differently from what models saw in training, and small models
 * lose the thread.
 * @returns pieces that join to exactly `text`.
 */
export function textSegments(text: string): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const mark of text.matchAll(templateMarks)) {
    const end = mark.index + mark[0].length;
    // [IN|ST|] and <<SY|S>|>: never at a boundary of the vocabulary's own tokens.
    pieces.push(text.slice(start, end - 3), text.slice(end - 3, end - 1));
    start = end - 1;
  }
  pieces.push(text.slice(start));
  return pieces;
}
