const unsafe = /(?!\t)[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * One line of foreign text, such as a file name, made safe to look at. Control characters, which
 * can drive a terminal, and those that turn the direction of writing, with which a name can pretend
 * to be another, become visible.
 */
export function plainText(text: string): string {
  return text.replace(unsafe, '\ufffd');
}

/** The same for text of several lines: its line breaks stay. */
export function plainLines(text: string): string {
  return text.split(/\r?\n/).map(plainText).join('\n');
}

/**
 * The same for JSON: what it would become visible as is escaped, so that the JSON still means the
 * same.
 */
export function plainJson(json: string): string {
  return json.replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
