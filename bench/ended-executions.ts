import { fork } from 'node:child_process';
import { once } from 'node:events';
import { StepFunctionsFixture } from '../test/unit/emulators/step-functions/step-functions-fixture.ts';

const EXECUTIONS = 1_000;
const INPUT_CHARACTERS = 100_000;
const AT_ONCE = 20;
const BYTES_PER_MB = 1e6;

/** What a thousand ended executions with inputs of 100 kB each leave in memory, in bytes; in a process of its own. */
export async function measureEndedExecutions(): Promise<{ readonly name: string; readonly bytes: number }> {
  const child = fork(import.meta.filename, { execArgv: ['--expose-gc'] });
  const [bytes] = (await once(child, 'message')) as [number];
  return { name: `heap of ${EXECUTIONS} ended executions of ${INPUT_CHARACTERS / 1000} kB`, bytes };
}

async function main(): Promise<void> {
  const bench = await StepFunctionsFixture.start();
  try {
    const machine = await bench.create({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } });
    const input = { text: 'x'.repeat(INPUT_CHARACTERS) };
    const some = async (count: number): Promise<void> => {
      for (let done = 0; done < count; done += AT_ONCE) {
        const arns = await Promise.all(Array.from({ length: AT_ONCE }, () => bench.start(machine, input)));
        await Promise.all(arns.map((arn) => bench.ended(arn)));
      }
    };
    // Code and connections are there before it counts.
    await some(AT_ONCE * 2);
    const before = heapBytes();
    await some(EXECUTIONS);
    process.send?.(heapBytes() - before);
  } finally {
    await bench.close();
  }
}

function heapBytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

if (process.send !== undefined && process.argv[1] === import.meta.filename) await main();

export function megabytesText(bytes: number): string {
  return (bytes / BYTES_PER_MB).toFixed(1);
}
