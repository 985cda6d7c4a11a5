import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';

/** Why a model file cannot be used. */
export class ModelFileFailure extends Failure {
  /** The end of a sentence about the file. */
  readonly problem: Wording;

  /** @param name what the user knows the file by: its path, or its address. */
  constructor(reason: 'model-corrupt' | 'model-unsupported', name: string, problem: Wording) {
    super(reason, wording('{name} cannot be used: {problem}.', { name, problem }));
    this.problem = problem;
  }
}
