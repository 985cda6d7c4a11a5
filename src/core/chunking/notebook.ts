import * as v from 'valibot';
import { parsePythonJson } from './parsePythonJson.ts';

/** A cell of a notebook. `cell` is its number among all cells, from 1. */
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

/** Missing, null or wrongly typed metadata is ignored; the rest of the notebook is still read. */
const text = v.fallback(v.optional(v.string()), undefined);
const lines = v.nullish(
  v.pipe(
    v.union([v.string(), v.array(v.fallback(v.string(), ''))]),
    v.transform((own) => (typeof own === 'string' ? own : own.join(''))),
  ),
);
/** Likewise for cells: one that cannot be read is null. */
const cell = v.fallback(
  v.nullable(v.object({ cell_type: text, source: lines, input: lines })),
  null,
);
const cells = v.fallback(v.optional(v.array(cell)), undefined);
const metadata = v.fallback(
  v.object({
    kernelspec: v.fallback(v.object({ language: text }), {}),
    language_info: v.fallback(v.object({ name: text }), {}),
  }),
  { kernelspec: {}, language_info: {} },
);
/**
 * Version 4 has its cells at the top level; version 3 has them in worksheets, with code in `input`.
 */
const file = v.object({
  metadata,
  cells,
  worksheets: v.fallback(
    v.optional(v.array(v.fallback(v.object({ cells }), { cells: undefined }))),
    undefined,
  ),
});

const editorLanguages: ReadonlyMap<string, string> = new Map([
  ['ipython', 'python'],
  ['c++', 'cpp'],
  ['c#', 'csharp'],
]);

/**
 * The cells of a Jupyter notebook (nbformat 3 and 4) without outputs; null if the text is not a
 * notebook.
 */
export function parseNotebook(content: string): Notebook | null {
  const parsed = v.safeParse(file, parsePythonJson(content));
  if (!parsed.success) return null;
  const { output } = parsed;
  const all = output.cells ?? output.worksheets?.flatMap((sheet) => sheet.cells ?? []);
  if (all === undefined || (all.length > 0 && all.every((one) => one === null))) return null;
  const { language_info: info, kernelspec } = output.metadata;
  const language = (info.name ?? kernelspec.language ?? 'python').toLowerCase();
  return {
    language: editorLanguages.get(language) ?? language,
    cells: all.map((own, i) => ({
      cell: i + 1,
      kind: kindOf(own?.cell_type),
      source: own?.source ?? own?.input ?? '',
    })),
  };
}

function kindOf(type: string | undefined): NotebookCell['kind'] {
  if (type === 'code') return 'code';
  return type === 'markdown' || type === 'heading' ? 'markdown' : 'raw';
}
