import { Failure } from '../../core/errors.ts';

/** How a child process ended. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child process ended unexpectedly. */
export class ProcessCrash extends Failure {
  /** Its name in messages: `index process`. */
  readonly processName: string;
  readonly exit: ProcessExit;

  constructor(processName: string, exit: ProcessExit) {
    const how =
      exit.signal === null ? `ended with code ${String(exit.code)}` : `was ended by ${exit.signal}`;
    const why = exit.signal === 'SIGKILL' ? '; the system does that when memory runs out' : '';
    super('process-crashed', `The ${processName} ${how}${why}. See the log for its last output.`);
    this.processName = processName;
    this.exit = exit;
  }
}

/**
 * The Failure for a crash while native code or a model was loading. A signal at that point has a
 * lasting cause: there is too little memory, or the runtime does not support the load. (Desktop VS
 * Code's allocator ends a process that asks for very large blocks.)
 */
export function loadFailure(crash: ProcessCrash): Failure {
  const {
    processName,
    exit: { signal },
  } = crash;
  if (signal === null) return crash;
  return signal === 'SIGKILL'
    ? new Failure(
        'out-of-memory',
        `The ${processName} was ended by SIGKILL while loading: there is too little memory.`,
        { cause: crash },
      )
    : new Failure(
        'unsupported-platform',
        `The ${processName} was ended by ${signal} while loading. The setting ` +
          'askWorkspace.nodePath can name a Node.js that runs it.',
        { cause: crash },
      );
}
