const unsafe = /(?!\t)[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * Makes one line of untrusted text, such as a file name, safe to display. Control characters can
 * drive a terminal, and bidirectional controls can disguise a name. Both become visible.
 */
export function plainText(text: string): string {
  return text.replace(unsafe, '\ufffd');
}

/** The same for several lines; line breaks stay. */
export function plainLines(text: string): string {
  return text.split(/\r?\n/).map(plainText).join('\n');
}

/** The same for JSON: these characters are escaped, so the JSON keeps its meaning. */
export function plainJson(json: string): string {
  return json.replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
