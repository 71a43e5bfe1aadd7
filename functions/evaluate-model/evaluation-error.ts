import { DatasetError } from '../generate-dataset/errors.ts';

/** A model that cannot be evaluated. Step Functions reports the name, which a Catch can match. */
export class EvaluationError extends DatasetError {
  constructor(text: string, options?: ErrorOptions) {
    super('EvaluationError', text, options);
  }
}
