import { setImmediate } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { AwsError } from '../../core/wire/aws-error.ts';
import { type Unpacked, unpack } from './unpacking.ts';
import { sizeOf } from './zip-file.ts';

const ROLE = 'unpacking';
/** A thread takes longer to start than this takes to unpack. */
const MAX_QUICK_BYTES = 4 * 1024 * 1024;
const MAX_QUICK_FILES = 200;

interface Task {
  readonly role: typeof ROLE;
  readonly zip: Uint8Array;
  readonly packages: string | undefined;
}

/** What a thread answers; an error loses what it is on its way. */
type Answer = { readonly unpacked: Unpacked } | { readonly refused: Refused } | { readonly failed: object };
type Refused = Pick<AwsError, 'code' | 'httpStatus' | 'message' | 'details'>;

/** Unpacks a zip file; a large one in a thread of its own, so that nobody else has to wait for it. */
export async function unpackApart(zip: Uint8Array, packages?: string): Promise<Unpacked> {
  const { files, bytes } = sizeOf(zip);
  if (zip.byteLength + bytes <= MAX_QUICK_BYTES && files <= MAX_QUICK_FILES) return unpack(zip, packages);
  // Reading the request has taken its time already.
  await setImmediate();
  const workerData: Task = { role: ROLE, zip, packages };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData });
    worker.once('error', reject);
    worker.once('message', (answer: Answer) => {
      if ('unpacked' in answer) resolve(answer.unpacked);
      else reject(errorIn(answer));
    });
    // After an answer or an error this changes nothing.
    worker.once('exit', (code) =>
      reject(
        new Error(`[rehearsal] the thread that unpacked the zip file ended with exit code ${code}, without an answer`),
      ),
    );
  });
}

function errorIn(answer: Exclude<Answer, { readonly unpacked: Unpacked }>): Error {
  if ('failed' in answer) return Object.assign(new Error(), answer.failed);
  const { code, httpStatus, message, details } = answer.refused;
  return new AwsError(code, httpStatus, message, { details });
}

async function answerTo({ zip, packages }: Task): Promise<Answer> {
  try {
    return { unpacked: await unpack(zip, packages) };
  } catch (error) {
    if (error instanceof AwsError) {
      const { code, httpStatus, message, details } = error;
      return { refused: { code, httpStatus, message, details } };
    }
    return { failed: error instanceof Error ? { ...error, message: error.message } : { message: String(error) } };
  }
}

if (!isMainThread && workerData?.role === ROLE) {
  void answerTo(workerData).then((answer) => parentPort?.postMessage(answer));
}
