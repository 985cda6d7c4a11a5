/** The source of a regular expression that matches exactly this text, outside of `[...]`. */
export function escapeRegExp(text: string): string {
  return text.replace(/[[\]\\^$.*+?(){}|]/g, '\\$&');
}
