/**
 * Parses JSON as Python writes it, which may contain `NaN`, `Infinity` and `-Infinity`. They become
 * null.
 * @returns undefined if the text is not JSON.
 */
export function parsePythonJson(text: string): unknown {
  return parse(text) ?? parse(withoutPythonNumbers(text));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withoutPythonNumbers(text: string): string {
  const parts: string[] = [];
  const token = /"|NaN|-?Infinity/g;
  let copied = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '"') {
      token.lastIndex = stringEnd(text, match.index);
    } else {
      parts.push(text.slice(copied, match.index), 'null');
      copied = token.lastIndex;
    }
  }
  return parts.join('') + text.slice(copied);
}

/** The index after the closing quote of the string that opens at `start`. */
function stringEnd(text: string, start: number): number {
  const quoteOrEscape = /["\\]/g;
  quoteOrEscape.lastIndex = start + 1;
  for (
    let match = quoteOrEscape.exec(text);
    match !== null && match[0] === '\\';
    match = quoteOrEscape.exec(text)
  )
    quoteOrEscape.lastIndex++;
  return quoteOrEscape.lastIndex === 0 ? text.length : quoteOrEscape.lastIndex;
}
