/** A line of a file that a question names, the way a stack trace or a compiler writes it. */
export interface NamedPlace {
  /** As written, with forward slashes: absolute, relative, or the file's name alone. */
  readonly path: string;
  readonly line: number;
}

const maxPlaces = 30;
const maxPathLength = 400;
const blankInPath = String.raw`[^\n"'<>|()]`;

/** `File "app.py", line 3`. The innermost call comes last. */
const pythonFrame = new RegExp(
  String.raw`\bFile "([^"\n]{1,${maxPathLength}})", line (\d{1,7})`,
  'g',
);
/** `at com.shop.Cart.add(Cart.java:42)`: the package is the folder. */
const javaFrame =
  /\bat (?:[\w.$-]+\/{1,2})?((?:[\w$]+\.)*)[\w$<>]+\.[\w$<>]+\(([\w$-]+\.\w{1,6}):(\d{1,7})\)/g;
const pathPart = blankInPath.replace('[^', '[^:');
/** `in C:\My Shop\Cart.cs:line 42`, `in /shop/cart.php on line 42`. */
const worded = new RegExp(
  String.raw`\b(?:in|en|à|dans) ((?:[A-Za-z]:)?${pathPart}{1,${maxPathLength}}?)` +
    String.raw`(?::\w{4,7} | on line )(\d{1,7})\b`,
  'gu',
);
/** `at f (/my shop/cart.js:42:7)` */
const inParentheses = new RegExp(
  String.raw`\(((?:file:\/{2,3}|[A-Za-z]:)?${pathPart}{1,${maxPathLength}})` +
    String.raw`:(\d{1,7})(?::\d{1,7})?\)`,
  'g',
);
const word = /[^\s"'`<>|,;()[\]{}]+/g;
/** `src/cart.rs:42:7`, `/shop/cart.go:42` */
const colon = /^(.*\.[A-Za-z]\w{0,9})(?:\?[^:]*)?:(\d{1,7})(?!\d|\.\d)/;
/** `src/cart.ts(42,7): error`, `cart.cpp(42)` */
const parenthesized = new RegExp(
  String.raw`((?:[A-Za-z]:)?[\w@.+~$\/\\-]{1,${maxPathLength}}\.[A-Za-z]\w{0,9})` +
    String.raw`\((\d{1,7})(?:,\d{1,7})?\)`,
  'g',
);

/**
 * The lines of files that a question names, each once. For a stack trace, the innermost call comes
 * first.
 */
export function namedPlaces(question: string): readonly NamedPlace[] {
  const found: { readonly at: number; readonly path: string; readonly line: number }[] = [];
  const add = (at: number, path: string, line: string): void => {
    found.push({ at, path: plainPath(path), line: Number(line) });
  };
  const java = Array.from(question.matchAll(javaFrame));
  for (const { index, 1: names = '', 2: file = '', 3: line = '' } of java)
    add(index, `${names.replaceAll('.', '/')}${file}`, line);
  const python = Array.from(question.matchAll(pythonFrame));
  for (const { index, 1: path = '', 2: line = '' } of python) add(-index, path, line);
  for (const pattern of [worded, inParentheses])
    for (const { index, 1: path = '', 2: line = '' } of question.matchAll(pattern))
      if (/\.\w{1,10}$/.test(path)) add(index, path, line);
  for (const { 0: written, index } of question.matchAll(word)) {
    const [, path, line] = colon.exec(written.slice(0, maxPathLength)) ?? [];
    if (path !== undefined && line !== undefined) add(index, path, line);
  }
  if (question.includes('('))
    for (const { index, 1: path = '', 2: line = '' } of question.matchAll(parenthesized))
      add(index, path, line);
  const places = new Map<string, NamedPlace>();
  for (const { path, line } of found.sort((a, b) => a.at - b.at)) {
    const longer = [...places.values()].some(
      (place) => place.line === line && /^[/ ]?$/.test(before(place.path, path)),
    );
    if (line > 0 && path !== '' && !longer && places.size < maxPlaces)
      places.set(`${path}:${line}`, { path, line });
  }
  return [...places.values()];
}

/**
 * The character before `end` if `path` ends with it (empty if `end` is all of it); otherwise
 * something else.
 */
function before(path: string, end: string): string {
  return path.endsWith(end) ? path.slice(0, -end.length).slice(-1) : 'none';
}

/** The path without the address that a browser or a bundler puts before it, and without `./`. */
function plainPath(path: string): string {
  return path
    .trim()
    .replaceAll('\\', '/')
    .replace(/^.*?@(?=\w+:\/\/)/, '')
    .replace(/^file:\/{2}/, '')
    .replace(/^[a-z-]+:\/\/[^/]*\//i, '')
    .replace(/[?#].*$/, '')
    .replace(/^(?:\.{1,2}\/)+/, '');
}
