/** The lines of one definition, with its comments above, as a half-open range of line indexes. */
export interface Definition {
  readonly name: string;
  /** A variable, field or constant; otherwise a function or type. */
  readonly isAssigned: boolean;
  readonly start: number;
  readonly end: number;
}

const notNames = new Set(
  (
    'if for while switch catch return else elif do try new throw await assert sizeof with match ' +
    'synchronized using lock foreach function func fn defined typeof super print'
  ).split(' '),
);
const declared = new RegExp(
  String.raw`^\s*(?:[\w@]+(?:\([\w:]*\))?\s+)*(?:def|class|struct|enum|interface|trait|impl|` +
    String.raw`record|object|module|fn|fun|func|function\*?|macro_rules!)\s+` +
    String.raw`(?:\([^)]*\)\s*)?(?:<[^>]*>\s*)?([\w$]+)`,
);
/** A method or a function of C: a list of parameters, then the body. */
const withBody =
  /^\s*(?:[\w<>[\],.?*&:~@]+\s+)*[*&]*(?:\w+(?:<[\w, ]*>)?(?:::|\.))*(~?[\w$]+)\s*\([^;]*\{\s*$/;
/** A function of C whose list of parameters goes on, or whose body opens on the next line. */
const atMargin = /^[A-Za-z_][\w<>,*&:\s]*\s[*&]*(?:\w+::)*(~?\w+)\s*\([^;{]*[,)(]\s*(?:const)?\s*$/;
const assigned = new RegExp(
  String.raw`^\s*(?:(?:export|const|let|var|val|static|final|public|private|readonly|pub)\s+)*` +
    String.raw`(?:self\.|this\.)?([\w$]+)\s*(?::[^=]+)?=(?!=)|^\s*#define\s+(\w+)\s`,
);
const statement = /^\W*(?:if|for|while|switch|catch|return|else|elif|throw|await|case|defer|go)\b/;
/** Longer lines are generated, and slow to read. */
const maxLength = 300;
const goesOn = /^\s*(?:[)}\]{#]|end\b|(?:public|private|protected)\s*:|where\b|throws\b)/;
const comment = /^\s*(?:\/\/|\/?\*|#|@|\[|--|"""|'''|<!--)/;

/**
 * What is defined in lines of code, found by its layout: a definition ends where something else
 * begins at its margin. Nested definitions are listed too. An assignment has no comments above it.
 */
export function definitionsIn(lines: readonly string[]): readonly Definition[] {
  return lines.flatMap((line, at): Definition[] => {
    if (line.length > maxLength || statement.test(line)) return [];
    const name = [declared, withBody, atMargin].map((form) => form.exec(line)?.[1]).find(isName);
    if (name !== undefined)
      return [{ name, isAssigned: false, start: startOf(at, lines), end: endOf(at, lines) }];
    const assignment = assigned.exec(line);
    const target = assignment?.[1] ?? assignment?.[2];
    return isName(target)
      ? [{ name: target, isAssigned: true, start: at, end: endOf(at, lines) }]
      : [];
  });
}

function isName(name: string | undefined): name is string {
  return name !== undefined && !notNames.has(name);
}

function startOf(at: number, lines: readonly string[]): number {
  let start = at;
  while (start > 0 && comment.test(lines[start - 1] ?? '')) start--;
  return start;
}

function endOf(at: number, lines: readonly string[]): number {
  const margin = marginOf(lines[at] ?? '');
  let end = at + 1;
  for (let index = end; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.trim() === '') continue;
    const own = marginOf(line);
    if (own < margin || (own === margin && !goesOn.test(line))) break;
    end = index + 1;
  }
  return end;
}

function marginOf(line: string): number {
  return line.length - line.trimStart().length;
}
