import type { ChatEntry, ChatState } from './chatState.ts';

/** The versions of a question, and which of them is shown. */
export interface Versions {
  /** Ids of all versions, in the order in which they were asked. */
  readonly ids: readonly string[];
  /** Index of the shown one. */
  readonly shown: number;
}

/** @returns null if the question has only one version. */
export function versionsOf(
  { version, id }: ChatEntry,
  hidden: ChatState['hidden'],
): Versions | null {
  if (version === undefined) return null;
  const ids = [{ version, id }, ...otherVersions(version.of, hidden)]
    .sort((a, b) => (a.version?.number ?? 0) - (b.version?.number ?? 0))
    .map((one) => one.id);
  return ids.length === 1 ? null : { ids, shown: ids.indexOf(id) };
}

/**
 * Shows an edited question in place of the original. The original and what was asked after it are
 * hidden.
 * @returns the same state if the original is not shown.
 */
export function replaceQuestion(
  state: ChatState,
  insteadOf: string,
  question: ChatEntry,
): ChatState {
  const index = state.entries.findIndex(({ id }) => id === insteadOf);
  const original = state.entries[index];
  if (original === undefined) return state;
  const version = original.version ?? { of: original.id, number: 1 };
  const numbers = otherVersions(version.of, state.hidden).map((one) => one.version?.number ?? 0);
  const number = Math.max(version.number, ...numbers) + 1;
  const branch = [{ ...original, version }, ...state.entries.slice(index + 1)];
  return {
    ...state,
    entries: [...state.entries.slice(0, index), { ...question, version: { ...version, number } }],
    hidden: [...state.hidden, branch],
  };
}

/**
 * Swaps a hidden branch with the shown one at the same place.
 * @param id of the question that the hidden branch begins with. Unknown ids change nothing.
 */
export function showVersion(state: ChatState, id: string): ChatState {
  const branch = state.hidden.find(([first]) => first?.id === id);
  const of = branch?.[0]?.version?.of;
  const index = state.entries.findIndex(({ version }) => version?.of === of);
  if (branch === undefined || of === undefined || index === -1) return state;
  return {
    ...state,
    entries: [...state.entries.slice(0, index), ...branch],
    hidden: [...state.hidden.filter((one) => one !== branch), state.entries.slice(index)],
  };
}

function otherVersions(of: string, hidden: ChatState['hidden']): readonly ChatEntry[] {
  return hidden.flatMap(([first]) => (first?.version?.of === of ? [first] : []));
}

/** Every question of the conversation, shown or not. */
export function allEntries({ entries, hidden }: ChatState): readonly ChatEntry[] {
  return [...entries, ...hidden.flat()];
}
