import type { Hit } from '../../../src/core/domain.ts';

/** A hit of `text` from its first line on, with what a test cares about. */
export function hit(fields: Partial<Hit> & { readonly text: string }, startLine = 1): Hit {
  const lines = fields.text.split('\n').length;
  return {
    root: '/work/flask',
    path: 'src/app.py',
    language: 'python',
    range: { kind: 'lines', startLine, endLine: startLine + lines - 1 },
    symbol: '',
    score: 1,
    breakdown: {
      lexical: 1,
      dense: 1,
      phrases: 0,
      neighbours: 0,
      file: 1,
      prior: 1,
      final: 1,
      matchedWords: [],
    },
    bestLines: [],
    ...fields,
  };
}
