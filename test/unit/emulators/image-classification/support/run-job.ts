import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { EventWriter } from '../../../../../emulators/image-classification/event-writer.ts';
import type { JobSpec, TrainingEvent } from '../../../../../emulators/image-classification/protocol.ts';
import { runTrainingJob } from '../../../../../emulators/image-classification/training-job.ts';

/** All events of a job run in this process, the last one last. */
export async function runJob(
  spec: JobSpec,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ events: TrainingEvent[]; log: string[]; last: TrainingEvent | undefined }> {
  const pipe = new PassThrough();
  const read = text(pipe);
  pipe.write(`${JSON.stringify(await runTrainingJob(spec, new EventWriter(pipe), signal))}\n`);
  pipe.end();
  const events = (await read)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TrainingEvent);
  const log = events.flatMap((event) => (event.type === 'log' ? [event.line] : []));
  return { events, log, last: events.at(-1) };
}
