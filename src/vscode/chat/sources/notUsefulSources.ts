import * as v from 'valibot';
import type { Memento } from 'vscode';
import type { Hit } from '../../../core/domain.ts';
import type { NotUsefulSource } from '../../../core/ports/retriever.ts';

/** The newest are kept. */
const maxSources = 200;
const key = 'notUsefulSources';

const whole = v.pipe(v.number(), v.integer());
const stored: v.GenericSchema<unknown, readonly NotUsefulSource[]> = v.array(
  v.object({
    root: v.string(),
    path: v.string(),
    symbol: v.string(),
    startLine: whole,
    endLine: whole,
  }),
);

/** The sources that were marked as not useful, kept on this machine for this workspace. */
export class NotUsefulSources {
  readonly #storage: Memento;

  constructor(storage: Memento) {
    this.#storage = storage;
  }

  /** Oldest first; empty if what is stored is not from this version. */
  get all(): readonly NotUsefulSource[] {
    const parsed = v.safeParse(stored, this.#storage.get(key));
    return parsed.success ? parsed.output : [];
  }

  /** Marks the source of an answer, or takes the mark back. */
  async mark(hit: Hit, isNotUseful: boolean): Promise<void> {
    const source = markedSource(hit);
    const others = without(this.all, [source]);
    await this.#store(isNotUseful ? [...others, source] : others);
  }

  async remove(sources: readonly NotUsefulSource[]): Promise<void> {
    await this.#store(without(this.all, sources));
  }

  async #store(sources: readonly NotUsefulSource[]): Promise<void> {
    await this.#storage.update(key, sources.slice(-maxSources));
  }
}

/** What is stored of a source that is marked. */
export function markedSource({ root, path, symbol, range }: Hit): NotUsefulSource {
  return { root, path, symbol, startLine: range.startLine, endLine: range.endLine };
}

function without(
  all: readonly NotUsefulSource[],
  removed: readonly NotUsefulSource[],
): readonly NotUsefulSource[] {
  const keys = new Set(removed.map(sameSourceKey));
  return all.filter((source) => !keys.has(sameSourceKey(source)));
}

/** Equal for marks of the same source: of the same symbol or, without one, the same lines. */
export function sameSourceKey({ root, path, symbol, startLine, endLine }: NotUsefulSource): string {
  return JSON.stringify([root, path, symbol === '' ? [startLine, endLine] : symbol]);
}
