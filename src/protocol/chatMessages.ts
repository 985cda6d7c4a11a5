import * as v from 'valibot';
import type { ChatEvent } from '../core/conversation/chatEvents.ts';
import type { ChatState } from '../core/conversation/chatState.ts';
import type { SourceOutline } from '../core/retrieval/presenting/outlineAround.ts';
import { answerSettingNames } from '../core/settings/answerSettingNames.ts';
import type { SuggestedName } from '../core/retrieval/question/suggestNames.ts';
import { MessageTable } from './messageTable.ts';

/**
 * Messages between the chat page and the host. The page sends ids, never paths. It shows a model's
 * words and text from files, so the host validates everything it sends (`parseChatMessage`).
 */

/** Longest question in UTF-16 code units: more than anybody types, too little to do harm. */
export const maxQuestionLength = 8000;

const question = v.strictObject({
  question: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(maxQuestionLength)),
});
const entryId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const entry = v.strictObject({ entry: entryId });
const sourceNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100));
const code = v.pipe(v.string(), v.minLength(1), v.maxLength(100_000));
const language = v.pipe(v.string(), v.regex(/^[\w+#.-]{0,32}$/));
const lineNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));
const fileLine = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000));
const model = v.strictObject({ model: v.picklist(['chat', 'embedding']) });
const actionId = v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/));
const nothing = v.pipe(
  v.optional(v.union([v.null(), v.tuple([])])),
  v.transform(() => undefined),
);

/** What the page tells the host: the schema of each message's parameters, by name. */
export const pageMessages = {
  /** A question that is still being typed, after a pause: its sources may be read ahead. */
  drafting: question,
  ask: question,
  stop: nothing,
  newConversation: nothing,
  /**
   * `beside` opens it in the next column; `lines` are those of the source's text that a citation is
   * narrowed to; `copy` is the index of one of the copies that the source lists.
   */
  openSource: v.strictObject({
    entry: entryId,
    source: sourceNumber,
    beside: v.exactOptional(v.literal(true)),
    lines: v.exactOptional(v.strictObject({ first: lineNumber, last: lineNumber })),
    copy: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(50))),
  }),
  /** Opens lines of the source's file, which its outline names. */
  openOutline: v.strictObject({
    entry: entryId,
    source: sourceNumber,
    lines: v.strictObject({ first: fileLine, last: fileLine }),
    beside: v.exactOptional(v.literal(true)),
  }),
  /** Opens the definition of a doubted name; `at` is where it begins in the answer's text. */
  openDefinition: v.strictObject({
    entry: entryId,
    at: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
    beside: v.exactOptional(v.literal(true)),
  }),
  /** Limits the next questions to the file of a source. */
  askOnlyAbout: v.strictObject({ entry: entryId, source: sourceNumber }),
  /** Marks a source as not useful in this workspace, or takes the mark back. */
  markSource: v.strictObject({ entry: entryId, source: sourceNumber, notUseful: v.boolean() }),
  /** Puts code of an answer at the editor's cursor; other words are refused. */
  insertCode: v.strictObject({ entry: entryId, code }),
  /** Opens code of an answer as a new file, not yet saved. */
  openCode: v.strictObject({ entry: entryId, code, language }),
  copyAnswer: entry,
  /** Puts a question and its answer into an editor, as Markdown. */
  insertNotes: entry,
  askAgain: entry,
  /** Asks an edited question in place of the original, which stays reachable as a version. */
  askInstead: v.strictObject({ entry: entryId, ...question.entries }),
  /** Shows a version of a question that is not shown, with what was asked after it. */
  showVersion: entry,
  /** Stops a running answer and asks again with as many of this number of sources as fit. */
  answerFrom: v.strictObject({ entry: entryId, sources: sourceNumber }),
  /** Writes on where this answer was cut. */
  continueAnswer: entry,
  /** Asks again with room for an answer twice as long as this one, which was cut. */
  answerLonger: entry,
  /** Opens the exact prompt that the model read. */
  showPrompt: entry,
  /** Opens the exact prompt that this question would send. */
  previewPrompt: question,
  /** Opens the receipt: what decided an answer. */
  showReceipt: entry,
  /** Computes an answer again and tells whether it is the same. */
  replay: entry,
  downloadModel: model,
  cancelDownload: model,
  importModel: model,
  /** Offers the models on this machine. */
  chooseChatModel: nothing,
  indexWorkspace: nothing,
  setIndexingPaused: v.strictObject({ paused: v.boolean() }),
  cancelIndexing: nothing,
  showSkippedFiles: nothing,
  clearScope: v.strictObject({ path: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)) }),
  setDecodingPreset: v.strictObject({
    preset: v.picklist(['precise', 'balanced', 'creative', 'quote']),
  }),
  /** Writes a setting of the panel; a value outside of its range is refused. */
  setAnswerSetting: v.strictObject({
    setting: v.picklist(answerSettingNames),
    value: v.union([v.pipe(v.number(), v.finite()), v.picklist(['greedy', 'sampling'])]),
  }),
  /** Sets the panel's settings to those of the preset, and the others to their defaults. */
  resetAnswerSettings: nothing,
  openFolder: nothing,
  manageTrust: nothing,
  showLog: nothing,
  openSettings: nothing,
  /** A button of a notice: of an answer, or of the index if `entry` is null. */
  runAction: v.strictObject({ entry: v.nullable(entryId), action: actionId }),
} satisfies Record<string, v.GenericSchema>;

/** What the page asks the host: the schema of each request's parameters, by name. */
export const pageRequests = {
  /** Names that an `@` may be followed by. */
  suggestNames: v.strictObject({ typed: v.pipe(v.string(), v.maxLength(200)) }),
  /** The names around a source in its file. */
  outline: v.strictObject({ entry: entryId, source: sourceNumber }),
  /** The names of files and folders that were dropped on the page, by their URIs. */
  nameDropped: v.strictObject({
    uris: v.pipe(v.array(v.pipe(v.string(), v.maxLength(4096))), v.minLength(1), v.maxLength(50)),
  }),
} satisfies Record<string, v.GenericSchema>;

/** Parameters of the page's messages, by name. */
export type PageMessages = {
  readonly [Name in keyof typeof pageMessages]: v.InferOutput<(typeof pageMessages)[Name]>;
};

/** What the host tells the page. */
export interface HostMessages {
  readonly changed: ChatEvent;
  /** Puts the cursor into the composer, with this text if there is one. */
  readonly focusComposer: { readonly text: string | null };
}

type RequestParams = {
  readonly [Name in keyof typeof pageRequests]: v.InferOutput<(typeof pageRequests)[Name]>;
};

/** Every request of the page, with its result. */
export interface PageRequests {
  /** The page is there and wants the whole state. */
  ready(): ChatState;
  suggestNames(params: RequestParams['suggestNames']): readonly SuggestedName[];
  /** Empty for an unknown source, and for one whose file is not in the index. */
  outline(params: RequestParams['outline']): SourceOutline;
  /** As questions mention them; what is in no folder that can be asked is left out. */
  nameDropped(params: RequestParams['nameDropped']): readonly string[];
}

/** From the page to the host. */
export const toHost = new MessageTable<PageRequests, PageMessages>('chat');
/** From the host to the page. */
export const toPage = new MessageTable<object, HostMessages>('chat');
