import * as v from 'valibot';

/** One cell that holds text. `cell` counts all cells of the notebook from 1, as its readers do. */
export interface NotebookCell {
  readonly cell: number;
  readonly kind: 'code' | 'markdown' | 'raw';
  readonly source: string;
}

export interface Notebook {
  /** VS Code's id of the kernel's language. */
  readonly language: string;
  readonly cells: readonly NotebookCell[];
}

const source = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((own) => (typeof own === 'string' ? own : own.join(''))),
);
const cell = v.object({
  cell_type: v.string(),
  source: v.optional(source),
  input: v.optional(source),
});
const cells = v.array(cell);
const metadata = v.optional(
  v.object({
    kernelspec: v.optional(v.object({ language: v.optional(v.string()) })),
    language_info: v.optional(v.object({ name: v.optional(v.string()) })),
  }),
);
/** Version 4 has its cells at the top, version 3 in worksheets, with the code in `input`. */
const file = v.object({
  metadata,
  cells: v.optional(cells),
  worksheets: v.optional(v.array(v.object({ cells }))),
});

/**
 * The cells of a Jupyter notebook (nbformat 3 and 4) without their outputs; null for what is none.
 */
export function parseNotebook(text: string): Notebook | null {
  const parsed = v.safeParse(file, parseJson(text));
  if (!parsed.success) return null;
  const { output } = parsed;
  const all = output.cells ?? output.worksheets?.flatMap((sheet) => sheet.cells);
  if (all === undefined) return null;
  const language = (
    output.metadata?.language_info?.name ??
    output.metadata?.kernelspec?.language ??
    'python'
  ).toLowerCase();
  return {
    language:
      language === 'ipython'
        ? 'python'
        : language === 'c++'
          ? 'cpp'
          : language === 'c#'
            ? 'csharp'
            : language,
    cells: all.map(({ cell_type: type, source: own, input }, i) => ({
      cell: i + 1,
      kind:
        type === 'code' ? 'code' : type === 'markdown' || type === 'heading' ? 'markdown' : 'raw',
      source: own ?? input ?? '',
    })),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
