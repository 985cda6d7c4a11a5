import type { Message } from 'vscode-jsonrpc';
import * as v from 'valibot';
import { pageMessages, pageRequests, toHost } from './chatMessages.ts';

/** A method that is not here does not exist. */
const notifications = schemasOf(pageMessages);
const requests = schemasOf(pageRequests);

function schemasOf(
  schemas: Readonly<Record<string, v.GenericSchema>>,
): ReadonlyMap<string, v.GenericSchema> {
  return new Map(
    Object.entries(schemas).map(([name, schema]) => [`${toHost.prefix}/${name}`, schema]),
  );
}

const requestId = v.union([v.pipe(v.number(), v.integer()), v.pipe(v.string(), v.maxLength(64))]);
const readySchema = v.strictObject({
  jsonrpc: v.literal('2.0'),
  id: requestId,
  method: v.literal(toHost.method('ready')),
  // How vscode-jsonrpc writes one parameter that is undefined.
  params: v.tuple([v.null()]),
});
const requestSchema = v.strictObject({
  jsonrpc: v.literal('2.0'),
  id: requestId,
  method: v.string(),
  params: v.unknown(),
});
const notificationSchema = v.strictObject({
  jsonrpc: v.literal('2.0'),
  method: v.string(),
  params: v.optional(v.unknown()),
});

/**
 * One message from the chat page, before it reaches the connection. The page shows a model's words
 * and files' text, so nothing it sends is trusted. Only the messages of `chatMessages.ts` pass,
 * with parameters of the right shape and bounded length.
 * @param data what arrived, of any shape.
 * @returns a fresh copy of the message, its question trimmed; null for anything else, which the
 * host logs and drops.
 */
export function parseChatMessage(data: unknown): Message | null {
  const ready = v.safeParse(readySchema, data);
  if (ready.success) return ready.output;
  const request = v.safeParse(requestSchema, data);
  if (request.success) {
    const { method, params } = request.output;
    const schema = requests.get(method);
    const parsed = schema === undefined ? null : v.safeParse(schema, params);
    if (parsed?.success !== true) return null;
    const message: Message & { params: unknown } = { ...request.output, params: parsed.output };
    return message;
  }
  const notification = v.safeParse(notificationSchema, data);
  if (!notification.success) return null;
  const { jsonrpc, method, params } = notification.output;
  const schema = notifications.get(method);
  if (schema === undefined) return null;
  const parsed = v.safeParse(schema, params);
  if (!parsed.success) return null;
  const message: Message & { method: string; params?: unknown } =
    parsed.output === undefined ? { jsonrpc, method } : { jsonrpc, method, params: parsed.output };
  return message;
}
