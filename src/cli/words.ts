import type { SearchResult } from '../core/ports.ts';
import type { Engine } from '../core/engine.ts';
import type { Terminal } from './terminal.ts';

/** Says that only words were searched, and what would change that. */
export function noteMissingMeaning(
  { meaningSearch }: SearchResult,
  { models }: Engine,
  terminal: Terminal,
): void {
  if (meaningSearch === 'absent')
    terminal.note(
      `Searched by words alone: the embedding model is not in ${models.folder} ` +
        '(ask-workspace models).',
    );
}

/** Says that nothing was found, or nothing that is likely to answer. */
export function noteIrrelevance({ hits, nothingRelevant }: SearchResult, terminal: Terminal): void {
  if (hits.length === 0) terminal.note('Nothing found.');
  else if (nothingRelevant === true)
    terminal.note('Nothing here answers that; these are the closest places.');
}

/** Says why there is no answer beneath the sources. */
export function noteMissingModel({ models }: Engine, terminal: Terminal): void {
  terminal.note(
    `No chat model in ${models.folder}: the sources are the answer (ask-workspace models).`,
  );
}
