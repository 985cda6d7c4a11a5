import type { Message } from 'vscode-jsonrpc';
import * as v from 'valibot';
import * as chat from './chatMessages.ts';

const question = v.strictObject({
  question: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(chat.maxQuestionLength)),
});
const entry = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const source = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50));
const model = v.strictObject({ model: v.picklist(['chat', 'embedding']) });
const action = v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/));
const nothing = v.optional(v.union([v.null(), v.tuple([])]));

/** What each message of the page may carry. A method that is not here does not exist. */
const paramsByMethod = new Map<string, v.GenericSchema>([
  [chat.Drafting.method, question],
  [chat.Ask.method, question],
  [chat.Stop.method, nothing],
  [chat.NewConversation.method, nothing],
  [chat.OpenSource.method, v.strictObject({ entry, source })],
  [chat.CopyAnswer.method, v.strictObject({ entry })],
  [chat.AskAgain.method, v.strictObject({ entry })],
  [chat.AnswerFrom.method, v.strictObject({ entry, sources: source })],
  [chat.ShowPrompt.method, v.strictObject({ entry })],
  [chat.PreviewPrompt.method, question],
  [chat.ShowReceipt.method, v.strictObject({ entry })],
  [chat.Replay.method, v.strictObject({ entry })],
  [chat.DownloadModel.method, model],
  [chat.CancelDownload.method, model],
  [chat.ImportModel.method, model],
  [chat.ChooseChatModel.method, nothing],
  [chat.IndexWorkspace.method, nothing],
  [chat.SetIndexingPaused.method, v.strictObject({ paused: v.boolean() })],
  [chat.CancelIndexing.method, nothing],
  [chat.ShowSkippedFiles.method, nothing],
  [
    chat.ClearScope.method,
    v.strictObject({ path: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)) }),
  ],
  [
    chat.SetDecodingPreset.method,
    v.strictObject({ preset: v.picklist(['precise', 'balanced', 'creative']) }),
  ],
  [chat.OpenFolder.method, nothing],
  [chat.ManageTrust.method, nothing],
  [chat.ShowLog.method, nothing],
  [chat.OpenSettings.method, nothing],
  [chat.RunAction.method, v.strictObject({ entry: v.nullable(entry), action })],
]);

const requestId = v.union([v.pipe(v.number(), v.integer()), v.pipe(v.string(), v.maxLength(64))]);
const readySchema = v.strictObject({
  jsonrpc: v.literal('2.0'),
  id: requestId,
  method: v.literal(chat.Ready.method),
  params: nothing,
});
const notificationSchema = v.strictObject({
  jsonrpc: v.literal('2.0'),
  method: v.string(),
  params: v.optional(v.unknown()),
});

/**
 * One message from the chat page, before it reaches the connection. The page shows a model's words
 * and files' text, so nothing it sends is trusted: only the messages of `chatMessages.ts`, with
 * parameters of the right shape and bounded length, pass.
 * @param data what arrived, of any shape.
 * @returns a fresh copy of the message, its question trimmed; null for anything else, which the
 * host logs and drops.
 */
export function parseChatMessage(data: unknown): Message | null {
  const ready = v.safeParse(readySchema, data);
  if (ready.success) return ready.output;
  const notification = v.safeParse(notificationSchema, data);
  if (!notification.success) return null;
  const { jsonrpc, method, params } = notification.output;
  const schema = paramsByMethod.get(method);
  if (schema === undefined) return null;
  const parsed = v.safeParse(schema, params);
  if (!parsed.success) return null;
  const message: Message & { method: string; params?: unknown } =
    parsed.output === undefined ? { jsonrpc, method } : { jsonrpc, method, params: parsed.output };
  return message;
}
