/** A measured figure beside its goal. */
export interface Mark {
  readonly what: string;
  /** With its unit. */
  readonly value: string;
  readonly goal: string;
}

const form = /^(.+?): (.+) \(goal: (.+)\)$/;

/** The line in which every bench prints a mark. `what` contains no `: `. */
export function markLine({ what, value, goal }: Mark): string {
  return `${what}: ${value} (goal: ${goal})`;
}

/** The marks in what a bench has printed; other lines are ignored. */
export function marksIn(output: string): readonly Mark[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const [, what, value, goal] = form.exec(line) ?? [];
    return what === undefined || value === undefined || goal === undefined
      ? []
      : [{ what, value, goal }];
  });
}

/** A Markdown table. */
export function marksTable(marks: readonly Mark[]): string {
  const rows = marks.map((mark) => [mark.what, mark.value, mark.goal]);
  return [['what', 'measured', 'goal'], ['---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`)
    .join('');
}
