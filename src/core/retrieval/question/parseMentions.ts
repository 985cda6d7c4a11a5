/** What a question says about where to look: `@src/app.ts`, `@src/`, `@Session.get`, `#selection`, `#open`. */
export interface Mentions {
  /** The question without its mentions; the names of mentioned symbols stay in it, because they are looked for. */
  readonly text: string;
  /** What stands behind an `@`, without it; a folder ends in `/`. Whether a name is a file or a symbol only the index can tell. */
  readonly names: readonly string[];
  readonly selection: boolean;
  readonly open: boolean;
}

/** At the start or behind a blank or bracket, so that addresses of people (`a@b.org`) and anchors of pages are none. Names with blanks stand in quotes. */
const mention =
  /(?<=^|[\s([{])(?:@"([^"\n]+)"|@([\p{L}\p{N}_$.][\p{L}\p{M}\p{N}_$./\\-]*)|#(selection|open)\b)/gu;

export function parseMentions(question: string): Mentions {
  const names: string[] = [];
  let selection = false;
  let open = false;
  const text = question.replace(
    mention,
    (_whole, quoted: string | undefined, bare: string | undefined, editor: string | undefined) => {
      if (editor === 'selection') selection = true;
      if (editor === 'open') open = true;
      // A full stop or colon behind a name ends the sentence, not the name.
      const name = (quoted ?? bare ?? '')
        .replaceAll('\\', '/')
        .replace(/^\.\//, '')
        .replace(/[.]+$/, '');
      if (name === '') return '';
      names.push(name);
      return nameInText(name);
    },
  );
  return {
    text: text.replace(/[ \t]{2,}/g, ' ').trim(),
    names: [...new Set(names)],
    selection,
    open,
  };
}

/** A folder is no word of the question; of a file its name says what it is about. */
function nameInText(name: string): string {
  return name.endsWith('/') ? '' : name.slice(name.lastIndexOf('/') + 1);
}
