/** Words at the start of a sentence that stand for something in the sentence before. */
const referring = new RegExp(
  String.raw`^(?:and |but |so |then |there,? )?(?:it|they|this|these|that|those|both|such|the ` +
    String.raw`(?:first|second|third|last|former|latter|other|others|same|one|ones|rest|result))\b`,
  'i',
);

/** Whether a sentence is about what the sentence before it named: "The first one that fits ...". */
export function continues(sentence: string): boolean {
  return referring.test(sentence.replace(/^[\s#>*_`\d.)-]+(?=\p{L})/u, ''));
}
