import { Failure } from '../../core/errors.ts';

/** How a child process ended. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child process ended by itself. */
export class ProcessCrash extends Failure {
  /** What ended, as people read it: `index process`. */
  readonly processName: string;
  readonly exit: ProcessExit;

  constructor(processName: string, exit: ProcessExit) {
    const how =
      exit.signal === null ? `ended with code ${String(exit.code)}` : `was ended by ${exit.signal}`;
    const why = exit.signal === 'SIGKILL' ? '; the system does that when memory runs out' : '';
    super('process-crashed', `The ${processName} ${how}${why}. The log has its last words.`);
    this.processName = processName;
    this.exit = exit;
  }
}

/**
 * The Failure for a crash while native parts or a model were loading. Death by a signal there is no
 * accident of one answer: memory is too small, or the runtime cannot carry them (desktop VS Code's
 * allocator ends a process that asks for very large blocks).
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
