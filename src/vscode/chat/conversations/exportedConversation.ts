import { answerAsMarkdown } from '../../text/answerMarkdown.ts';
import type { AskedFolder } from '../askedFolder.ts';
import { toAnswer } from './keptEntries.ts';
import { parseConversation } from './savedConversation.ts';
import type { SavedConversation } from './savedConversation.ts';

/** A conversation's name: its title or, if it has none, its first question. */
export function titleOf({ title, entries }: SavedConversation): string {
  return title ?? entries[0]?.question ?? '';
}

/** Whether every word is in the title, a question or an answer, ignoring case. */
export function hasWords(conversation: SavedConversation, words: string): boolean {
  const text = [
    titleOf(conversation),
    ...conversation.entries.flatMap((entry) => [entry.question, entry.text ?? '']),
  ]
    .join('\n')
    .toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The questions as headings, each with its answer and links to its sources. */
export function conversationAsMarkdown(conversation: SavedConversation): string {
  const turns = conversation.entries.map((entry) => {
    const question = entry.question.replace(/\s*\n\s*/g, ' ');
    return `## ${question}\n\n${answerAsMarkdown(toAnswer(entry), entry.hits)}\n`;
  });
  return [`# ${titleOf(conversation).replace(/\s*\n\s*/g, ' ')}\n`, ...turns].join('\n');
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
    {
      ...conversation,
      entries: conversation.entries.map((entry) => ({
        ...entry,
        ...noReceipt,
        hits: entry.hits.map((hit) => ({ ...hit, root: nameOf(hit.root) })),
      })),
    },
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
  const hits = conversation?.entries.flatMap((entry) => entry.hits) ?? [];
  if (conversation === null || !hits.every(({ path }) => isWithin(path))) return null;
  const rootOf = (name: string): string =>
    (folders.find((folder) => folder.name === name) ?? folders[0])?.root ?? '';
  return {
    ...conversation,
    id,
    entries: conversation.entries.map((entry) => ({
      ...entry,
      ...noReceipt,
      hits: entry.hits.map((hit) => ({ ...hit, root: rootOf(hit.root) })),
    })),
  };
}

function isWithin(path: string): boolean {
  return path !== '' && !/^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)|\0/i.test(path);
}
