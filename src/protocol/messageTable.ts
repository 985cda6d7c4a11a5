import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc';
import type { Cancellation } from '../core/ports/cancellation.ts';
import { call, signalOf } from './rpc.ts';

/** Requests by name, each written as a function from its parameters to its result. */
type RequestMap<Requests> = { [Name in keyof Requests]: (params: never) => unknown };

type ParamsOf<Request> = Request extends (params: infer Params) => unknown ? Params : never;
type ResultOf<Request> = Request extends (params: never) => infer Result ? Result : never;

/** What follows a notification's name: its parameters, or nothing if it has none. */
export type NotificationArguments<Params> = [Params] extends [undefined] ? [] : [params: Params];

/** A handler for every request of a table; `signal` follows the caller's cancelling. */
export type RequestHandlers<Requests> = {
  readonly [Name in keyof Requests]: (
    params: ParamsOf<Requests[Name]>,
    signal: AbortSignal,
  ) => ResultOf<Requests[Name]> | Promise<ResultOf<Requests[Name]>>;
};

/** A handler for every notification of a table. */
export type NotificationHandlers<Notifications> = {
  readonly [Name in keyof Notifications]: (params: Notifications[Name]) => void | Promise<void>;
};

type NameOf<Table> = Extract<keyof Table, string>;

/**
 * The messages of one connection. Both ends take names, parameters and results from the same table,
 * so a message without a type or a handler does not compile. On the wire it is `<prefix>/<name>`.
 *
 * The types are the schema if both ends come from the same build (host and child processes). What
 * the chat page sends is parsed too, see `parseChatMessage`.
 */
export class MessageTable<Requests extends RequestMap<Requests>, Notifications> {
  /** What each name on the wire starts with, before a slash. */
  readonly prefix: string;

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  /**
   * Sends a request. Cancelling crosses the wire; the promise rejects once the peer has let go.
   * @throws Failure if the peer threw one; `process-crashed` if the connection is gone.
   */
  call<Name extends NameOf<Requests>>(
    connection: MessageConnection,
    name: Name,
    params: ParamsOf<Requests[Name]>,
    cancellation?: Cancellation,
  ): Promise<ResultOf<Requests[Name]>> {
    return call(connection, this.method(name), params, cancellation);
  }

  /** Answers every request of the table. */
  serve(connection: MessageConnection, handlers: RequestHandlers<Requests>): void {
    for (const name in handlers) this.handle(connection, name, handlers[name]);
  }

  /** Answers one request. Failures cross the wire with their reason. */
  handle<Name extends NameOf<Requests>>(
    connection: MessageConnection,
    name: Name,
    handler: RequestHandlers<Requests>[Name],
  ): void {
    connection.onRequest(
      this.method(name),
      async (params: ParamsOf<Requests[Name]>, token: CancellationToken) => {
        try {
          return await handler(params, signalOf(token));
        } catch (error) {
          const { toResponseError } = await import('./wireErrors.ts');
          throw toResponseError(error);
        }
      },
    );
  }

  /** Sends a notification; one without parameters takes its name alone. */
  notify<Name extends NameOf<Notifications>>(
    connection: MessageConnection,
    name: Name,
    ...params: NotificationArguments<Notifications[Name]>
  ): Promise<void> {
    return connection.sendNotification(this.method(name), ...params);
  }

  /** Listens to every notification of the table. */
  listen(connection: MessageConnection, handlers: NotificationHandlers<Notifications>): void {
    for (const name in handlers) connection.onNotification(this.method(name), handlers[name]);
  }

  /** A message's name on the wire. */
  method(name: NameOf<Requests> | NameOf<Notifications>): string {
    return `${this.prefix}/${name}`;
  }
}
