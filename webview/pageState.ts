import type { ModelKind } from '../src/core/models.ts';
import type { AnswerSetting } from '../src/core/settings/answerSettings.ts';
import type { SourceOutline } from '../src/core/retrieval/presenting/outlineAround.ts';
import type { SuggestedName } from '../src/core/retrieval/question/suggestNames.ts';

/** State that only this page knows: what is typed, what is unfolded and where the reader is. */
export interface PageState {
  readonly draft: string;
  /** How far the conversation is scrolled, in pixels; null while its end is followed. */
  readonly scrollTop: number | null;
  /** Model offers that the user has dismissed. */
  readonly dismissed: readonly ModelKind[];
  readonly entries: Readonly<Record<string, EntryFolds>>;
  /** What may follow the `@` or `#` at the cursor; null if nothing is offered. */
  readonly offers: Offers | null;
  /** The composer's note about what was just dropped on it. */
  readonly composerNote: string | null;
  readonly cited: CitedChip | null;
  /** Whether the settings beside the composer are shown. */
  readonly settingsOpen: boolean;
  /** What is typed into their fields, by setting, until the host has it. */
  readonly settingTexts: Readonly<Record<string, string>>;
  /** The question that is being changed, with its words so far. */
  readonly edited: EditedQuestion | null;
}

export interface EditedQuestion {
  readonly entry: string;
  readonly text: string;
}

export interface Offers {
  /** At least one. */
  readonly mentions: readonly MentionOffer[];
  /** Which of them Enter takes. */
  readonly selected: number;
}

/** A mention that may replace what is typed. */
export interface MentionOffer {
  readonly kind: SuggestedName['kind'] | 'editor';
  /** The text shown first. */
  readonly label: string;
  /** Its location, shown faintly. */
  readonly place: string;
  /** The text for the question: `@src/app.ts`. */
  readonly text: string;
}

/** What is unfolded of one answer. */
export interface EntryFolds {
  /** Sources by number, if they differ from their initial state. */
  readonly sources: Readonly<Record<number, boolean>>;
  /** The outlines that are shown, by the number of their source. */
  readonly outlines: Readonly<Record<number, SourceOutline>>;
  readonly allSources: boolean;
  readonly why: boolean;
  readonly details: boolean;
  readonly thoughts: boolean;
  /** Whether long lines of its code are wrapped. */
  readonly wrap: boolean;
}

/**
 * The chip whose lines are shown: its answer, its source, and its position in the view (pixels).
 */
export interface CitedChip {
  readonly entry: string;
  readonly source: number;
  /** Whether the citation was found through shared words. */
  readonly attributed: boolean;
  readonly top: number;
  readonly bottom: number;
}

export type PageAction =
  | { readonly type: 'draft-changed'; readonly draft: string }
  | { readonly type: 'offers-changed'; readonly mentions: readonly MentionOffer[] }
  | { readonly type: 'offer-selected'; readonly step: -1 | 1 }
  | { readonly type: 'cited-shown'; readonly cited: CitedChip | null }
  | { readonly type: 'settings-toggled' }
  | { readonly type: 'setting-typed'; readonly setting: string; readonly text: string }
  /** The host's settings changed; what equals them is no longer being typed. */
  | { readonly type: 'settings-arrived'; readonly settings: readonly AnswerSetting[] }
  | { readonly type: 'edited'; readonly edited: EditedQuestion | null }
  | { readonly type: 'composer-noted'; readonly note: string }
  | { readonly type: 'scrolled'; readonly top: number | null }
  | { readonly type: 'offer-dismissed'; readonly model: ModelKind }
  | {
      readonly type: 'source-folded';
      readonly entry: string;
      readonly source: number;
      readonly open: boolean;
    }
  | {
      readonly type: 'outline-shown';
      readonly entry: string;
      readonly source: number;
      /** Null hides it. */
      readonly outline: SourceOutline | null;
    }
  | { readonly type: 'all-sources-shown'; readonly entry: string }
  | {
      readonly type: 'why-toggled' | 'details-toggled' | 'thoughts-toggled' | 'wrap-toggled';
      readonly entry: string;
    };

/** The two best sources are open at first. */
export const sourcesOpenAtFirst = 2;
/** Sources beyond this number are listed only on request. */
export const sourcesListedAtFirst = 8;

export const atFirst: EntryFolds = {
  sources: {},
  outlines: {},
  allSources: false,
  why: false,
  details: false,
  thoughts: false,
  wrap: false,
};

export function reducePage(state: PageState, action: PageAction): PageState {
  switch (action.type) {
    case 'draft-changed':
      return {
        ...state,
        draft: action.draft,
        offers: action.draft === '' ? null : state.offers,
        composerNote: null,
      };
    case 'offers-changed':
      return {
        ...state,
        offers: action.mentions.length === 0 ? null : { mentions: action.mentions, selected: 0 },
      };
    case 'offer-selected':
      return { ...state, offers: state.offers && moveSelection(state.offers, action.step) };
    case 'settings-toggled':
      return { ...state, settingsOpen: !state.settingsOpen, settingTexts: {} };
    case 'setting-typed':
      return {
        ...state,
        settingTexts: { ...state.settingTexts, [action.setting]: action.text },
      };
    case 'settings-arrived':
      return { ...state, settingTexts: stillTyped(state.settingTexts, action.settings) };
    case 'edited':
      return { ...state, edited: action.edited };
    case 'composer-noted':
      return { ...state, composerNote: action.note };
    case 'scrolled':
      return { ...state, scrollTop: action.top };
    case 'offer-dismissed':
      return { ...state, dismissed: [...new Set([...state.dismissed, action.model])] };
    case 'source-folded':
      return changeEntry(state, action.entry, (folds) => ({
        sources: { ...folds.sources, [action.source]: action.open },
      }));
    case 'outline-shown':
      return changeEntry(state, action.entry, ({ outlines }) => ({
        outlines: withOutline(outlines, action),
      }));
    case 'all-sources-shown':
      return changeEntry(state, action.entry, () => ({ allSources: true }));
    case 'why-toggled':
      return changeEntry(state, action.entry, ({ why }) => ({ why: !why }));
    case 'cited-shown':
      return { ...state, cited: action.cited };
    case 'wrap-toggled':
      return changeEntry(state, action.entry, ({ wrap }) => ({ wrap: !wrap }));
    case 'thoughts-toggled':
      return changeEntry(state, action.entry, ({ thoughts }) => ({ thoughts: !thoughts }));
    case 'details-toggled':
      return changeEntry(state, action.entry, ({ details }) => ({ details: !details }));
  }
}

function withOutline(
  outlines: EntryFolds['outlines'],
  { source, outline }: { readonly source: number; readonly outline: SourceOutline | null },
): EntryFolds['outlines'] {
  const others = Object.entries(outlines).filter(([number]) => Number(number) !== source);
  return Object.fromEntries(outline === null ? others : [...others, [source, outline]]);
}

function stillTyped(
  texts: PageState['settingTexts'],
  settings: readonly AnswerSetting[],
): PageState['settingTexts'] {
  const isArrived = (name: string, text: string): boolean =>
    settings.some((one) => one.name === name && one.value === Number(text));
  return Object.fromEntries(Object.entries(texts).filter((typed) => !isArrived(...typed)));
}

/** Wraps around from the last to the first, and back. */
function moveSelection({ mentions, selected }: Offers, step: -1 | 1): Offers {
  const { length } = mentions;
  return { mentions, selected: (selected + step + length) % length };
}

export function isSourceOpen({ sources }: EntryFolds, source: number): boolean {
  return sources[source] ?? source <= sourcesOpenAtFirst;
}

/** Only the folds of the newest answers outlive the page. */
const maxSavedEntries = 100;

/** What outlives the page while its view is hidden. An outline may have changed by then. */
export function toSaved(state: PageState): unknown {
  const { draft, scrollTop, dismissed, entries, edited, settingsOpen } = state;
  const newest = Object.entries(entries).slice(-maxSavedEntries);
  return {
    draft,
    scrollTop,
    dismissed,
    entries: Object.fromEntries(newest.map(([id, folds]) => [id, { ...folds, outlines: {} }])),
    edited,
    settingsOpen,
  };
}

/** @param saved what `toSaved` returned, or anything: what does not fit is ignored. */
export function fromSaved(saved: unknown): PageState {
  const { draft, scrollTop, dismissed, entries, edited, settingsOpen } = fieldsOf(saved);
  const kinds: readonly unknown[] = Array.isArray(dismissed) ? dismissed : [];
  return {
    draft: typeof draft === 'string' ? draft : '',
    scrollTop: typeof scrollTop === 'number' ? scrollTop : null,
    dismissed: (['chat', 'embedding'] as const).filter((model) => kinds.includes(model)),
    entries: Object.fromEntries(
      Object.entries(fieldsOf(entries)).map(([entry, folds]) => [entry, foldsFromSaved(folds)]),
    ),
    offers: null,
    composerNote: null,
    cited: null,
    settingsOpen: settingsOpen === true,
    settingTexts: {},
    edited: editedFromSaved(edited),
  };
}

function editedFromSaved(saved: unknown): EditedQuestion | null {
  const { entry, text } = fieldsOf(saved);
  return typeof entry === 'string' && typeof text === 'string' ? { entry, text } : null;
}

function foldsFromSaved(saved: unknown): EntryFolds {
  const { sources, allSources, why, details, thoughts, wrap } = fieldsOf(saved);
  const known = Object.entries(fieldsOf(sources)).filter(
    (entry): entry is [string, boolean] => typeof entry[1] === 'boolean',
  );
  return {
    sources: Object.fromEntries(known),
    outlines: {},
    allSources: allSources === true,
    why: why === true,
    details: details === true,
    thoughts: thoughts === true,
    wrap: wrap === true,
  };
}

function fieldsOf(saved: unknown): Readonly<Record<string, unknown>> {
  return typeof saved === 'object' && saved !== null
    ? Object.fromEntries(Object.entries(saved))
    : {};
}

function changeEntry(
  state: PageState,
  entry: string,
  change: (folds: EntryFolds) => Partial<EntryFolds>,
): PageState {
  const folds = state.entries[entry] ?? atFirst;
  return { ...state, entries: { ...state.entries, [entry]: { ...folds, ...change(folds) } } };
}
