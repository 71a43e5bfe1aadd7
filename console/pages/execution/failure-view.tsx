import { readableFailure } from '../../model/failure-cause.ts';
import { JsonView } from '../../parts/json-view.tsx';

interface Props {
  readonly error: string;
  readonly cause: string | undefined;
}

/** An error with its cause as a sentence; the JSON that it came in is below. */
export function FailureView({ error, cause }: Props) {
  const failure = readableFailure(error, cause);
  return (
    <div class="failure">
      <code>{error}</code>
      <p>{failure.sentence}</p>
      {failure.details !== undefined && cause !== undefined && <JsonView label="Cause" text={cause} />}
    </div>
  );
}
