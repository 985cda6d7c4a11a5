import type { ModelKind } from '../src/core/models.ts';

/** What only this page knows: what is typed and what is unfolded. */
export interface PageState {
  readonly draft: string;
  /** Offers of a model that the person has put away. */
  readonly dismissed: readonly ModelKind[];
  readonly entries: Readonly<Record<string, EntryFolds>>;
}

/** What is unfolded of one answer. */
export interface EntryFolds {
  /** Sources by number, where they are not as at first. */
  readonly sources: Readonly<Record<number, boolean>>;
  readonly allSources: boolean;
  readonly why: boolean;
  readonly details: boolean;
}

export type PageAction =
  | { readonly type: 'draft-changed'; readonly draft: string }
  | { readonly type: 'offer-dismissed'; readonly model: ModelKind }
  | {
      readonly type: 'source-folded';
      readonly entry: string;
      readonly source: number;
      readonly open: boolean;
    }
  | { readonly type: 'all-sources-shown'; readonly entry: string }
  | { readonly type: 'why-toggled' | 'details-toggled'; readonly entry: string };

/** The two best sources are open at first. */
export const sourcesOpenAtFirst = 2;
/** More than these are listed only when asked for. */
export const sourcesListedAtFirst = 8;

export const atFirst: EntryFolds = { sources: {}, allSources: false, why: false, details: false };

export function reducePage(state: PageState, action: PageAction): PageState {
  switch (action.type) {
    case 'draft-changed':
      return { ...state, draft: action.draft };
    case 'offer-dismissed':
      return { ...state, dismissed: [...new Set([...state.dismissed, action.model])] };
    case 'source-folded':
      return changeEntry(state, action.entry, (folds) => ({
        sources: { ...folds.sources, [action.source]: action.open },
      }));
    case 'all-sources-shown':
      return changeEntry(state, action.entry, () => ({ allSources: true }));
    case 'why-toggled':
      return changeEntry(state, action.entry, ({ why }) => ({ why: !why }));
    case 'details-toggled':
      return changeEntry(state, action.entry, ({ details }) => ({ details: !details }));
  }
}

export function isSourceOpen({ sources }: EntryFolds, source: number): boolean {
  return sources[source] ?? source <= sourcesOpenAtFirst;
}

/** What outlives the page while its view is hidden. */
export function toSaved({ draft, dismissed }: PageState): unknown {
  return { draft, dismissed };
}

/** @param saved what `toSaved` gave, or anything: what does not fit is left out. */
export function fromSaved(saved: unknown): PageState {
  const has = typeof saved === 'object' && saved !== null ? saved : {};
  const draft = 'draft' in has && typeof has.draft === 'string' ? has.draft : '';
  const dismissed: readonly unknown[] =
    'dismissed' in has && Array.isArray(has.dismissed) ? has.dismissed : [];
  return {
    draft,
    dismissed: (['chat', 'embedding'] as const).filter((model) => dismissed.includes(model)),
    entries: {},
  };
}

function changeEntry(
  state: PageState,
  entry: string,
  change: (folds: EntryFolds) => Partial<EntryFolds>,
): PageState {
  const folds = state.entries[entry] ?? atFirst;
  return { ...state, entries: { ...state.entries, [entry]: { ...folds, ...change(folds) } } };
}
