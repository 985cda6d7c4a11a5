import { Failure } from '../../core/errors.ts';

/** Why a model file cannot be used. */
export class ModelFileFailure extends Failure {
  /** The end of a sentence about the file. */
  readonly problem: string;

  /** @param name what the user knows the file by: its path, or its address. */
  constructor(reason: 'model-corrupt' | 'model-unsupported', name: string, problem: string) {
    super(reason, `${name} cannot be used: ${problem}.`);
    this.problem = problem;
  }
}
