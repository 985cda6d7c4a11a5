import type { SearchResult } from '../core/ports.ts';
import type { Engine } from '../protocol/engine.ts';
import type { Terminal } from './terminal.ts';

/** Says that only words were searched, and what would change that. */
export function noteMissingMeaning({ meaningSearch }: SearchResult, { models }: Engine, terminal: Terminal): void {
  if (meaningSearch === 'absent') terminal.note(`Searched by words alone: the embedding model is not in ${models.folder} (ask-workspace models).`);
}

/** Says why there is no answer beneath the sources. */
export function noteMissingModel({ models }: Engine, terminal: Terminal): void {
  terminal.note(`No chat model in ${models.folder}: the sources are the answer (ask-workspace models).`);
}
