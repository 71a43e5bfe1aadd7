import { setFlagsFromString } from 'node:v8';
import { EventWriter } from './event-writer.ts';
import type { JobSpec } from './protocol.ts';
import { runTrainingJob } from './training-job.ts';

// Reading thousands of small objects makes much short-lived garbage; unless its space is kept small, V8 lets it grow by
// 100 MB (measured: 310 MB instead of 210 MB at most for 2,486 images).
setFlagsFromString('--semi-space-growth-factor=1');

/**
 * Entry of a training job's process; protocol.ts says what it reads and writes. It ends with status 0 after the job's last
 * event, whatever that says, and with another status when the process itself failed.
 */
async function main(): Promise<void> {
  const stop = new AbortController();
  process.on('SIGTERM', () => stop.abort());
  // Ctrl-C in a terminal goes to the whole group of processes; the parent decides what becomes of the job.
  process.on('SIGINT', () => {});
  process.stdout.on('error', () => process.exit(1));
  const spec = await readSpec();
  const events = new EventWriter(process.stdout);
  events.write(await runTrainingJob(spec, events, stop.signal));
  await events.flush();
  process.exit(0);
}

/** The first line of standard input. Its end, at any time, means that the parent is gone: nobody would take the result. */
function readSpec(): Promise<JobSpec> {
  process.stdin.setEncoding('utf8');
  process.stdin.on('end', () => process.exit(1));
  return new Promise((resolve, reject) => {
    let text = '';
    process.stdin.on('data', (chunk: string) => {
      text += chunk;
      if (!text.includes('\n')) return;
      try {
        resolve(JSON.parse(text.slice(0, text.indexOf('\n'))) as JobSpec);
      } catch (error) {
        reject(error);
      }
    });
  });
}

await main();
