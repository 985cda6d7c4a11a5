import { maxDetectingMs } from '../../core/answering/detecting/detectUnsupported.ts';
import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';

/** A detector that cannot be used. */
export class DetectorFailure extends Failure {
  /** What is wrong, as the end of a sentence. */
  readonly problem: Wording;

  constructor(
    reason: 'model-missing' | 'model-corrupt' | 'model-unsupported',
    problem: Wording,
    cause?: unknown,
  ) {
    super(
      reason,
      wording(
        'The detector of the setting askWorkspace.answer.detector cannot be used: {problem}.',
        { problem },
      ),
      { cause },
    );
    this.problem = problem;
  }
}

/** A model that is complete, but not a detector. @param problem what it lacks. */
export function unusableDetector(file: string, problem: Wording, cause?: unknown): Failure {
  return new DetectorFailure(
    'model-unsupported',
    wording('{file} is not a detector, because {problem}', { file, problem }),
    cause,
  );
}

/** A detector that an answer does not wait for any longer. */
export function lateDetector(): Failure {
  return new Failure(
    'model-unsupported',
    wording(
      'The detector of the setting askWorkspace.answer.detector was not ready within {seconds} s, so it did not read this answer.',
      { seconds: maxDetectingMs / 1000 },
    ),
  );
}
