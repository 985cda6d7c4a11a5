import { Failure } from '../../core/errors.ts';

/** Why a model file cannot be used. */
export class ModelFileFailure extends Failure {
  /** The end of a sentence about the file. */
  readonly problem: string;

  /** @param name what people know the file by: its path, or where it came from. */
  constructor(reason: 'model-corrupt' | 'model-unsupported', name: string, problem: string) {
    super(reason, `${name} cannot be used: ${problem}.`);
    this.problem = problem;
  }
}
