/**
 * What a question says about where to look: `@src/app.ts`, `@src/`, `@Session.get`, `#selection`,
 * `#open`.
 */
export interface Mentions {
  /**
   * The question without its mentions. The names of mentioned symbols stay in it, because they are
   * searched for.
   */
  readonly text: string;
  /**
   * The name after an `@`, without the `@`. A folder's name ends in `/`. Only the index can tell
   * files from symbols.
   */
  readonly names: readonly string[];
  readonly selection: boolean;
  readonly open: boolean;
}

/**
 * At the start, or after white space or an opening bracket, so that `a@b.org` and page anchors are
 * not mentions. Names with spaces may be quoted.
 */
const mention =
  /(?<=^|[\s\p{Ps}])(?:@(?:"([^"\n]+)"|“([^”\n]+)”)|@(?=[^\s"“@])|#(selection|open)\b)/gu;
/**
 * A name without spaces whose end can be found without the index: letters, digits, dots, slashes.
 */
const plainName = /^[\p{L}\p{N}_$.][\p{L}\p{M}\p{N}_$./\\-]*/u;
const notInPlainName = /^[^\p{L}\p{M}\p{N}_$./\\-]/u;
const finalDots = /^\.+(?![\p{L}\p{N}_])/u;
const punctuationAtEnd = /[^\p{L}\p{M}\p{N}_$/-]+$/u;
const cjk = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;
/** Particles that Korean and Japanese append directly to a noun. */
const particle = /^[\p{sc=Hangul}\p{sc=Hiragana}]{1,3}[^\p{L}\p{N}]*$/u;
const nameWithExtension = /\.\p{L}[\p{L}\p{N}]*$|\/$/u;

/** An unquoted name may contain at most this many spaces. */
const maxBlanks = 6;
/** Maximum number of readings of a mention to look up: each one checks all paths. */
const maxReadings = 16;

/**
 * Every name that the question's mentions may refer to. Only the index can tell where an unquoted
 * name ends (`@it's.md`, `@app/[slug]/page.tsx?`).
 */
export function mentionReadings(question: string): readonly string[] {
  const names = [...question.matchAll(mention)].flatMap(({ 0: all, 1: quoted, 2: curly, index }) =>
    all === '@'
      ? readingsOf(question.slice(index + 1)).map(cleanName)
      : [cleanName(quoted ?? curly ?? '')],
  );
  return [...new Set(names)].filter((name) => name !== '');
}

/**
 * @param known the names among `mentionReadings` that are files or folders of the index. A mention
 * that matches none of them ends where a plain name ends.
 */
export function parseMentions(
  question: string,
  known: ReadonlySet<string> = new Set<string>(),
): Mentions {
  const names: string[] = [];
  let selection = false;
  let open = false;
  let text = '';
  let read = 0;
  for (const { 0: all, 1: quoted, 2: curly, 3: editor, index } of question.matchAll(mention)) {
    if (index < read) continue;
    const written =
      all === '@' ? unquotedName(question.slice(index + 1), known) : (quoted ?? curly ?? '');
    if (all === '@' && written === '') continue;
    if (editor === 'selection') selection = true;
    if (editor === 'open') open = true;
    const name = cleanName(written);
    if (name !== '') names.push(name);
    text += question.slice(read, index) + nameInText(name);
    read = index + all.length + (all === '@' ? written.length : 0);
  }
  text += question.slice(read);
  return {
    text: text.replace(/[ \t]{2,}/g, ' ').trim(),
    names: [...new Set(names)],
    selection,
    open,
  };
}

/**
 * @returns the name at the start of `tail`, the text after an `@`; empty if it is not a mention.
 */
function unquotedName(tail: string, known: ReadonlySet<string>): string {
  return readingsOf(tail).find((reading) => known.has(cleanName(reading))) ?? unknownName(tail);
}

/**
 * The readings of an unquoted name: first its first word, longest first; then further words, up to
 * the end of a file name.
 */
function readingsOf(tail: string): readonly string[] {
  const [word = ''] = /^\S+/.exec(tail) ?? [];
  return [...endsOf(word), ...acrossBlanks(tail)].slice(0, maxReadings);
}

/** The beginnings of a word that may be its name: all of it, or up to punctuation or a particle. */
function endsOf(word: string): readonly string[] {
  const ends = [word];
  for (let end = word.length - 1; end > 0; end--)
    if (mayEnd(word.slice(0, end), word.slice(end))) ends.push(word.slice(0, end));
  return ends;
}

function mayEnd(name: string, rest: string): boolean {
  if (name.endsWith('/')) return particle.test(rest) || !/[\p{L}\p{N}]/u.test(rest);
  return (
    notInPlainName.test(rest) ||
    finalDots.test(rest) ||
    (cjk.test(rest) && /[A-Za-z0-9_]$/.test(name))
  );
}

function acrossBlanks(tail: string): readonly string[] {
  const [line = ''] = tail.split('\n', 1);
  const readings: string[] = [];
  const words = [...line.matchAll(/\S+/g)].slice(1, maxBlanks + 1);
  for (const { 0: word, index } of words) {
    if (word.startsWith('@')) break;
    const whole = line.slice(0, index + word.length);
    for (const reading of [whole, whole.replace(punctuationAtEnd, '')])
      if (nameWithExtension.test(reading) && !readings.includes(reading)) readings.push(reading);
  }
  return readings;
}

/**
 * A path that the index does not have is kept to its end, since its first part alone would be
 * another folder.
 */
function unknownName(tail: string): string {
  const [plain = ''] = plainName.exec(tail) ?? [];
  const [word = ''] = /^\S+/.exec(tail) ?? [];
  return plain.endsWith('/') || /[/\\]/.test(word.slice(plain.length))
    ? word.replace(punctuationAtEnd, '')
    : plain.replace(/\.+$/, '');
}

/** Uses slashes as the index does. */
function cleanName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\.\//, '');
}

/** A folder is not a word of the question; a file's name says what the question is about. */
function nameInText(name: string): string {
  return name.endsWith('/') ? '' : name.slice(name.lastIndexOf('/') + 1);
}
