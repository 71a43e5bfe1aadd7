import { AwsProblem } from '../aws/aws-call.ts';

interface Props {
  readonly error: unknown;
  readonly retry?: () => void;
}

/** Something failed: which operation, in whose words, and a button to try again. */
export function Problem({ error, retry }: Props) {
  const isCall = error instanceof AwsProblem;
  const title = isCall ? `${error.operation} failed` : 'This part could not be shown';
  const text = error instanceof Error ? error.message : String(error);
  return (
    <div class="problem" role="alert">
      <strong>{title}</strong>
      <p>
        {isCall && error.code !== text && <code>{error.code}</code>} {text}
      </p>
      {retry !== undefined && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}
