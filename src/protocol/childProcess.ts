import type { MessageConnection } from 'vscode-jsonrpc';

/** A child process that is started when it is first needed and again after a crash. */
export interface ChildProcess {
  /**
   * The running child's connection; starts it where it is not running.
   * @throws Failure `process-gave-up` after three crashes in five minutes; `process-crashed` where
   * it died while starting.
   */
  connect(): Promise<MessageConnection>;
  /**
   * Called with each new connection before `connect` resolves, to register handlers and to say
   * again what the child must know.
   */
  onStart(listener: (connection: MessageConnection) => Promise<void>): void;
  /** Asks the child to end and waits for it; kills it after two seconds. */
  stop(): Promise<void>;
}
