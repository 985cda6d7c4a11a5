import * as v from 'valibot';
import type { CheckedSentence } from '../../../core/answering/answer.ts';
import { verdicts } from '../../../core/answering/checking/verdicts.ts';
import { doubtSigns } from '../../../core/answering/checking/doubtSigns.ts';
import type { ChatEntry } from '../../../core/conversation/chatState.ts';
import type { Hit } from '../../../core/domain.ts';
import { isWording } from '../../../core/texts/wording.ts';
import type { Wording } from '../../../core/texts/wording.ts';
import { savedGeneration } from './savedGeneration.ts';
import type { SavedGeneration } from './savedGeneration.ts';

/** Maximum number of questions saved per conversation; the newest are kept. */
export const maxSavedEntries = 30;
/** Maximum number of hidden branches saved per conversation; the last ones hidden are kept. */
export const maxHiddenBranches = 30;
/** Maximum length of a title, in UTF-16 code units. */
export const maxTitleLength = 200;

/**
 * A question with the answer that was shown. It keeps hits, from which the page's sources are
 * rebuilt, and the receipt of the answer.
 */
export interface SavedEntry extends Pick<
  ChatEntry,
  | 'id'
  | 'question'
  | 'version'
  | 'searchMs'
  | 'meaningSearch'
  | 'meaningServer'
  | 'teamServer'
  | 'text'
  | 'thoughts'
  | 'citations'
  | 'sentences'
  | 'detector'
> {
  readonly phase: 'done' | 'stopped' | 'failed';
  /** The editor was closed or reloaded while this was being answered. */
  readonly interrupted?: true;
  readonly hits: readonly Hit[];
  /** The generation of each folder's index that was searched, by the folder's path. */
  readonly indexGenerations: Readonly<Record<string, number>>;
  /** Null if no model finished an answer, or an earlier version saved the conversation. */
  readonly generation: SavedGeneration | null;
}

const whole = v.pipe(v.number(), v.integer());
const lines = { startLine: whole, endLine: whole };
const range = v.variant('kind', [
  v.object({
    kind: v.literal('lines'),
    ...lines,
    columns: v.exactOptional(v.pipe(v.tuple([whole, whole]), v.readonly())),
  }),
  v.object({ kind: v.literal('page'), page: whole, ...lines }),
  v.object({ kind: v.literal('cell'), cell: whole, ...lines }),
]);
const breakdown = v.object({
  lexical: v.number(),
  dense: v.number(),
  phrases: v.number(),
  neighbours: v.number(),
  file: v.number(),
  prior: v.number(),
  final: v.number(),
  matchedWords: v.array(v.string()),
});
const hit: v.GenericSchema<unknown, Hit> = v.object({
  root: v.string(),
  path: v.string(),
  language: v.string(),
  encoding: v.exactOptional(v.string()),
  range,
  text: v.string(),
  symbol: v.string(),
  score: v.number(),
  breakdown,
  bestLines: v.array(whole),
  copyOf: v.exactOptional(whole),
  copies: v.exactOptional(
    v.array(
      v.object({
        root: v.string(),
        path: v.string(),
        encoding: v.exactOptional(v.string()),
        range,
        lines: v.array(v.object({ number: whole, text: v.string() })),
      }),
    ),
  ),
  unlistedCopies: v.exactOptional(whole),
});
const doubtedWords = v.object({
  start: whole,
  end: whole,
  sign: v.picklist(doubtSigns),
  probability: v.exactOptional(v.number()),
  instead: v.array(v.string()),
  definedIn: v.exactOptional(
    v.object({
      source: whole,
      path: v.string(),
      line: whole,
      text: v.string(),
      encoding: v.exactOptional(v.string()),
    }),
  ),
});
const checkedSentence = v.object({
  start: whole,
  end: whole,
  verdict: v.picklist(verdicts),
  doubted: v.array(doubtedWords),
});
/** Checks saved before there were verdicts no longer mean anything. */
const uncheckedSentence = v.pipe(
  v.object({ start: whole, end: whole }),
  v.transform((range): CheckedSentence => ({ ...range, verdict: 'not-checked', doubted: [] })),
);
const sentence = v.union([checkedSentence, uncheckedSentence]);
const detectorReport = v.union([
  v.object({ model: v.string(), claims: whole, read: whole, isCut: v.boolean() }),
  v.object({ problem: v.custom<Wording>(isWording) }),
]);
const askedServer = v.object({ host: v.string(), problem: v.exactOptional(v.string()) });
const askedTeam = v.object({ ...askedServer.entries, unsearchedFiles: v.exactOptional(whole) });
const entryId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const entry: v.GenericSchema<unknown, SavedEntry> = v.object({
  id: entryId,
  question: v.string(),
  version: v.exactOptional(v.object({ of: entryId, number: whole })),
  phase: v.picklist(['done', 'stopped', 'failed']),
  interrupted: v.exactOptional(v.literal(true)),
  searchMs: v.nullable(v.number()),
  meaningSearch: v.picklist(['ready', 'partial', 'absent']),
  meaningServer: v.exactOptional(askedServer),
  teamServer: v.exactOptional(askedTeam),
  text: v.nullable(v.string()),
  thoughts: v.exactOptional(v.string()),
  citations: v.array(
    v.object({
      marker: whole,
      origin: v.picklist(['model', 'attributed']),
      offset: whole,
      lines: v.exactOptional(v.object({ first: whole, last: whole })),
      quote: v.exactOptional(v.string()),
    }),
  ),
  sentences: v.array(sentence),
  detector: v.exactOptional(detectorReport),
  hits: v.array(hit),
  indexGenerations: v.optional(v.record(v.string(), whole), {}),
  // A receipt of another version must not take the conversation with it.
  generation: v.optional(v.fallback(v.nullable(savedGeneration), null), null),
});
const branch = v.pipe(v.array(entry), v.minLength(1), v.maxLength(maxSavedEntries));
const conversation = v.object({
  version: v.literal(1),
  id: entryId,
  /** The name given by the user. */
  title: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(maxTitleLength))),
  /** Milliseconds since 1970. */
  changedMs: v.number(),
  entries: branch,
  /** Branches that are not shown, as in `ChatState`. */
  hidden: v.exactOptional(v.pipe(v.array(branch), v.maxLength(maxHiddenBranches))),
});

/** A conversation as it is kept on disk. */
export type SavedConversation = Readonly<v.InferOutput<typeof conversation>>;

/** @returns null for anything but a conversation of this version. */
export function parseConversation(text: string): SavedConversation | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), conversation), text);
  return parsed.success ? parsed.output : null;
}
