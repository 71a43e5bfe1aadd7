import { parsed, recordOf } from '../../generate-dataset/storage/json-shapes.ts';

const SHOWN_CHARACTERS = 600;

/** Why a job failed, of what a Catch has kept ({Error, Cause}); the cause is the job's description as JSON, or any text. */
export function failureText(caught: unknown): string | undefined {
  const { Error: error, Cause: cause } = recordOf(caught) ?? {};
  if (error === undefined && cause === undefined) return undefined;
  const text = typeof cause === 'string' ? cause : '';
  const { TransformJobName: name, TransformJobStatus: status, FailureReason: reason } = recordOf(parsed(text)) ?? {};
  if (typeof name !== 'string') return shortened(text === '' ? String(error) : `${String(error)}: ${text}`);
  const why = typeof reason === 'string' ? `: ${reason}` : '';
  return shortened(`the transform job ${name} ended as ${String(status)}${why}`);
}

function shortened(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}...` : text;
}
