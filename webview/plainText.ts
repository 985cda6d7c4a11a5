/**
 * Text of files and file names made safe to look at: control characters and those that turn the direction of writing (with which a name
 * or a line can pretend to be another) become visible.
 */
export function plainText(text: string): string {
  return text.replace(/(?!\t)[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd');
}
