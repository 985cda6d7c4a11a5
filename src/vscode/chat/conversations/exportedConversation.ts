import { oneLine, questionAsMarkdown } from '../../text/answerMarkdown.ts';
import { otherVersion } from '../../text/words.ts';
import type { AskedFolder } from '../question/askedFolder.ts';
import { toAnswer } from './keptEntries.ts';
import { parseConversation } from './savedConversation.ts';
import type { SavedConversation, SavedEntry } from './savedConversation.ts';

/** A conversation's name: its title or, if it has none, its first question. */
export function titleOf({ title, entries }: SavedConversation): string {
  return title ?? entries[0]?.question ?? '';
}

/** Whether every word is in the title, a question or an answer, ignoring case. */
export function hasWords(conversation: SavedConversation, words: string): boolean {
  const text = [
    titleOf(conversation),
    ...allSaved(conversation).flatMap((entry) => [entry.question, entry.text ?? '']),
  ]
    .join('\n')
    .toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The questions as headings, with answers and links to their sources; then other versions. */
export function conversationAsMarkdown(conversation: SavedConversation): string {
  const { entries, hidden = [] } = conversation;
  const turn =
    (level: string) =>
    (entry: SavedEntry): string =>
      questionAsMarkdown(`${level} ${entry.question}`, toAnswer(entry), entry.hits);
  return [
    `# ${oneLine(titleOf(conversation))}\n`,
    ...entries.map(turn('##')),
    ...hidden.flatMap((branch) => [`## ${otherVersion()}\n`, ...branch.map(turn('###'))]),
  ].join('\n');
}

function allSaved({ entries, hidden = [] }: SavedConversation): readonly SavedEntry[] {
  return [...entries, ...hidden.flat()];
}

function withEntries(
  conversation: SavedConversation,
  change: (entry: SavedEntry) => SavedEntry,
): SavedConversation {
  const { entries, hidden } = conversation;
  return {
    ...conversation,
    entries: entries.map(change),
    ...(hidden === undefined ? {} : { hidden: hidden.map((branch) => branch.map(change)) }),
  };
}

/**
 * A receipt names files of this machine. From elsewhere, it could name any file to be loaded as the
 * model that answered.
 */
const noReceipt = { generation: null, indexGenerations: {} };

/** Contains the names of workspace folders instead of their locations on this machine. */
export function conversationAsJson(
  conversation: SavedConversation,
  folders: readonly AskedFolder[],
): string {
  const nameOf = (root: string): string =>
    folders.find((folder) => folder.root === root)?.name ?? '';
  return JSON.stringify(
    withEntries(conversation, (entry) => ({
      ...entry,
      ...noReceipt,
      hits: entry.hits.map((hit) => ({ ...hit, root: nameOf(hit.root) })),
    })),
    null,
    2,
  );
}

/**
 * Reads an exported conversation. Its sources are assigned to the open folder of the same name,
 * otherwise to the first one. A source outside that folder makes the file invalid, because anyone
 * could have written it.
 * @param id under which it will be saved.
 * @returns null for anything but a conversation.
 */
export function importedConversation(
  json: string,
  folders: readonly AskedFolder[],
  id: string,
): SavedConversation | null {
  const conversation = parseConversation(json);
  if (conversation === null) return null;
  if (!allSaved(conversation).flatMap(namedPaths).every(isWithin)) return null;
  const rootOf = (name: string): string =>
    (folders.find((folder) => folder.name === name) ?? folders[0])?.root ?? '';
  return withEntries({ ...conversation, id }, (entry) => ({
    ...entry,
    ...noReceipt,
    hits: entry.hits.map((hit) => ({ ...hit, root: rootOf(hit.root) })),
  }));
}

/** Paths of sources and of definitions, which can be opened. */
function namedPaths({ hits, sentences }: SavedEntry): readonly string[] {
  const doubted = sentences.flatMap((sentence) => sentence.doubted);
  return [
    ...hits.map(({ path }) => path),
    ...doubted.flatMap(({ definedIn }) => (definedIn === undefined ? [] : [definedIn.path])),
  ];
}

function isWithin(path: string): boolean {
  return path !== '' && !/^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)|\0/i.test(path);
}
