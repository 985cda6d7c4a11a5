import { fork } from 'node:child_process';
import type { ChildProcess as NodeChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { MessageConnection } from 'vscode-jsonrpc';
import { IPCMessageReader, IPCMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';
import { Failure } from '../../../src/core/errors.ts';
import { childRuntime } from '../../../src/node/children/childRuntime.ts';
import type { ChildProcess } from '../../../src/protocol/childProcess.ts';
import { indexMessages } from '../../../src/protocol/indexMessages.ts';
import { closeConnection } from '../../../src/protocol/rpc.ts';
import { repositoryRoot } from '../paths.ts';
import { wording } from '../../../src/core/texts/wording.ts';

interface Running {
  readonly child: NodeChildProcess;
  readonly connection: Promise<MessageConnection>;
  readonly ended: Promise<unknown>;
}

/**
 * The real index process, which a test can kill at any moment. The next call restarts it at once.
 */
export class ForkedIndex implements ChildProcess {
  readonly log: string[] = [];
  readonly #base: string;
  readonly #entry: string;
  readonly #listeners: ((connection: MessageConnection) => Promise<void>)[] = [];
  #running: Running | undefined;

  constructor(base: string, entry = join(repositoryRoot, 'src/process/indexProcess.ts')) {
    this.#base = base;
    this.#entry = entry;
  }

  get pid(): number | undefined {
    return this.#running?.child.pid;
  }

  connect(): Promise<MessageConnection> {
    this.#running ??= this.#start();
    return this.#running.connection;
  }

  onStart(listener: (connection: MessageConnection) => Promise<void>): void {
    this.#listeners.push(listener);
  }

  async stop(): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    const connection = await running.connection.catch(() => undefined);
    if (connection === undefined) running.child.kill('SIGKILL');
    else void indexMessages.call(connection, 'shutdown', undefined).catch(() => undefined);
    await running.ended;
  }

  /** Kills the process as the system does when memory runs out. */
  async kill(): Promise<void> {
    const running = this.#running;
    running?.child.kill('SIGKILL');
    await running?.ended;
  }

  #start(): Running {
    const { execPath, execArgv, env } = childRuntime('');
    const child = fork(this.#entry, ['--index', this.#base], {
      execPath,
      execArgv: [...execArgv],
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null)
        createInterface({ input: stream }).on('line', (line) => {
          this.log.push(line);
        });
    const connection = createMessageConnection(
      new IPCMessageReader(child),
      new IPCMessageWriter(child),
    );
    const ended = once(child, 'exit').then(() => {
      closeConnection(
        connection,
        new Failure('process-crashed', wording('The index process is gone.')),
      );
      this.#running = undefined;
    });
    connection.listen();
    return {
      child,
      ended,
      connection: Promise.all(this.#listeners.map((listener) => listener(connection))).then(
        () => connection,
      ),
    };
  }
}
