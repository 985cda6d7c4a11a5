import { maxDetectingMs } from '../../core/answering/detecting/detectUnsupported.ts';
import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';

/** A detector that cannot be used. @param problem the end of a sentence. */
export function detectorFailure(
  reason: 'model-missing' | 'model-corrupt' | 'model-unsupported',
  problem: Wording,
  cause?: unknown,
): Failure {
  return new Failure(
    reason,
    wording(
      'The detector of the setting askWorkspace.answer.detector did not read this answer: {problem}.',
      { problem },
    ),
    { cause },
  );
}

/** A model that is complete, but not a detector. @param problem what it lacks. */
export function unusableDetector(file: string, problem: Wording, cause?: unknown): Failure {
  return detectorFailure(
    'model-unsupported',
    wording('{file} cannot be used, because {problem}', { file, problem }),
    cause,
  );
}

/** A detector that an answer does not wait for any longer. */
export function lateDetector(): Failure {
  return detectorFailure(
    'model-unsupported',
    wording('it was not ready within {seconds} s', { seconds: maxDetectingMs / 1000 }),
  );
}
