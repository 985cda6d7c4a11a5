import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { ChildProcess as NodeChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { MessageConnection } from 'vscode-jsonrpc';
import { Failure } from '../../core/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { inEnglish, wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';
import type { ChildProcess } from '../../protocol/childProcess.ts';
import { closeConnection } from '../../protocol/rpc.ts';
import type { ChildRuntime } from './childRuntime.ts';
import { CrashBudget } from './crashBudget.ts';
import { ProcessCrash, loadFailure } from './processExit.ts';
import type { ProcessExit } from './processExit.ts';

const stopMs = 2000;

export interface SupervisedChildOptions {
  /** Name in messages and in the log: `index process`. */
  readonly name: Wording;
  /** Absolute path of the script. */
  readonly entry: string;
  readonly args: readonly string[];
  /** Asked at every start, so that a changed setting takes effect. */
  readonly runtime: () => ChildRuntime;
  /** Asks the child to end. */
  readonly shutdown: (connection: MessageConnection) => Promise<void>;
  /** Receives each line that the child writes. */
  readonly log: (line: string) => void;
  readonly clock: Clock;
}

/** One run of the child, from the request to start it until it has ended. */
interface Life {
  readonly connected: Promise<Connected>;
  /** Resolves when the run is over, however it ended. */
  readonly ended: Promise<void>;
  readonly stopping: AbortController;
}

interface Connected {
  readonly connection: MessageConnection;
  readonly ended: Promise<void>;
}

/** A forked Node process with a JSON-RPC connection over its IPC channel. */
export class SupervisedChild implements ChildProcess {
  readonly #options: SupervisedChildOptions;
  readonly #crashes: CrashBudget;
  readonly #listeners: ((connection: MessageConnection) => Promise<void>)[] = [];
  #life: Life | undefined;
  #stopped = Promise.resolve();

  constructor(options: SupervisedChildOptions) {
    this.#options = options;
    this.#crashes = new CrashBudget(options.clock);
  }

  async connect(): Promise<MessageConnection> {
    this.#life ??= this.#begin();
    return (await this.#life.connected).connection;
  }

  onStart(listener: (connection: MessageConnection) => Promise<void>): void {
    this.#listeners.push(listener);
  }

  async stop(): Promise<void> {
    const life = this.#life;
    if (life !== undefined) {
      this.#life = undefined;
      this.#stopped = life.ended;
      life.stopping.abort();
    }
    await this.#stopped;
  }

  #begin(): Life {
    const stopping = new AbortController();
    const connected = this.#run(stopping.signal);
    const life: Life = {
      stopping,
      connected,
      ended: connected
        .then(
          ({ ended }) => ended,
          () => undefined,
        )
        .then(() => {
          if (this.#life === life) this.#life = undefined;
        }),
    };
    return life;
  }

  async #run(stopping: AbortSignal): Promise<Connected> {
    const { name, log } = this.#options;
    await this.#stopped;
    await this.#waitAfterCrash(stopping);
    // Before the fork, because the child's first message must find a reader.
    const { connectChild } = await import('./childConnection.ts');
    const child = await this.#fork();
    const connection = connectChild(child);
    let heardFrom = false;
    child.once('message', () => {
      heardFrom = true;
    });
    const ended = exitOf(child).then((exit) => {
      if (stopping.aborted) {
        closeConnection(connection, stoppedFailure(name));
        return;
      }
      const crash = new ProcessCrash(name, exit);
      closeConnection(connection, heardFrom ? crash : loadFailure(crash));
      this.#crashes.record();
      log(crash.message);
    });
    connection.listen();
    if (stopping.aborted) this.#end(child, connection);
    else
      stopping.addEventListener(
        'abort',
        () => {
          this.#end(child, connection);
        },
        { once: true },
      );
    try {
      await Promise.all(this.#listeners.map((listener) => listener(connection)));
    } catch (error) {
      child.kill('SIGKILL');
      await ended;
      throw error;
    }
    return { connection, ended };
  }

  async #waitAfterCrash(stopping: AbortSignal): Promise<void> {
    const delayMs = this.#crashes.delayMs();
    if (delayMs === null) {
      throw new Failure(
        'process-gave-up',
        wording(
          'The {name} crashed three times within five minutes and is not started again for now.',
          { name: this.#options.name },
        ),
      );
    }
    try {
      if (delayMs > 0) await delay(delayMs, undefined, { signal: stopping });
    } catch (error) {
      throw stopping.aborted ? stoppedFailure(this.#options.name) : error;
    }
  }

  /** Asks the child to end, and kills it if it does not do so in time. */
  #end(child: NodeChildProcess, connection: MessageConnection): void {
    this.#options.shutdown(connection).catch(() => undefined);
    const kill = setTimeout(() => child.kill('SIGKILL'), stopMs);
    child.once('exit', () => {
      clearTimeout(kill);
    });
  }

  async #fork(): Promise<NodeChildProcess> {
    const { name, entry, args, log } = this.#options;
    const { execPath, execArgv, env } = this.#options.runtime();
    const child = fork(entry, args, {
      execPath,
      execArgv: [...execArgv],
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr]) if (stream !== null) logLines(stream, log);
    try {
      await once(child, 'spawn');
    } catch (error) {
      throw new Failure(
        'invalid-setting',
        wording(
          'The {name} could not be started with {path}; the setting askWorkspace.nodePath decides what runs it.',
          { name, path: execPath },
        ),
        { cause: error },
      );
    }
    return child;
  }
}

function stoppedFailure(name: Wording): Failure {
  return new Failure('cancelled', `The ${inEnglish(name)} was stopped.`);
}

function logLines(stream: Readable, log: (line: string) => void): void {
  createInterface({ input: stream }).on('line', log);
}

/** Resolves when the child is gone and its last message has been read. */
async function exitOf(child: NodeChildProcess): Promise<ProcessExit> {
  const exit = await new Promise<ProcessExit>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve({ code, signal });
    });
  });
  if (child.connected) await once(child, 'disconnect');
  return exit;
}
