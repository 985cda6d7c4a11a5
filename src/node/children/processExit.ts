import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';

/** How a child process ended. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child process ended unexpectedly. */
export class ProcessCrash extends Failure {
  /** Its name in messages: `index process`. */
  readonly processName: Wording;
  readonly exit: ProcessExit;

  constructor(processName: Wording, exit: ProcessExit) {
    super('process-crashed', howItEnded(processName, exit));
    this.processName = processName;
    this.exit = exit;
  }
}

function howItEnded(name: Wording, { code, signal }: ProcessExit): Wording {
  if (signal === null)
    return wording('The {name} ended with code {code}. See the log for its last output.', {
      name,
      code: String(code),
    });
  return signal === 'SIGKILL'
    ? wording(
        'The {name} was ended by {signal}; the system does that when memory runs out. See the log for its last output.',
        { name, signal },
      )
    : wording('The {name} was ended by {signal}. See the log for its last output.', {
        name,
        signal,
      });
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
        wording('The {name} was ended by SIGKILL while loading: there is too little memory.', {
          name: processName,
        }),
        { cause: crash },
      )
    : new Failure(
        'unsupported-platform',
        wording(
          'The {name} was ended by {signal} while loading. The setting askWorkspace.nodePath can name a Node.js that runs it.',
          { name: processName, signal },
        ),
        { cause: crash },
      );
}
