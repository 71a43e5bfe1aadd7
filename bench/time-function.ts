import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { StartedTarget } from '../test/support/start-target.ts';

const CLASSES = ['CCD', 'CCE', 'MLOD', 'MLOE', 'NAO'];
const TRAIN_IMAGES = 1752;
const TEST_IMAGES = 734;
const MS_PER_SECOND = 1000;

/** The function's own time for as many images as the mammography set has, as Lambda's REPORT line gives it; warm and cold alike. */
export async function measureFunction(runs: number): Promise<{ name: string; seconds: number[] }> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'retraining-bench-'));
  const target = await StartedTarget.start({ dataFolder });
  try {
    const files = new Map<string, Buffer>();
    for (const [split, count] of [
      ['train', TRAIN_IMAGES],
      ['test', TEST_IMAGES],
    ] as const) {
      for (let number = 0; number < count; number += 1) {
        files.set(`${split}/${CLASSES[number % CLASSES.length]}/${number}.jpg`, Buffer.from('image'));
      }
    }
    await target.putDataset(files);
    const seconds: number[] = [];
    for (let run = 1; run <= runs; run += 1) {
      process.stdout.write(`generate-dataset function: run ${run} of ${runs}\n`);
      seconds.push(await invoke(target, run));
    }
    return { name: `generate-dataset function, ${TRAIN_IMAGES + TEST_IMAGES} images`, seconds };
  } finally {
    await target.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function invoke(target: StartedTarget, run: number): Promise<number> {
  const command = new InvokeCommand({
    FunctionName: target.outputs.functionName,
    LogType: 'Tail',
    Payload: JSON.stringify({ executionName: `bench-${run}` }),
  });
  const { FunctionError, LogResult = '', Payload } = await target.clients.lambda.send(command);
  if (FunctionError !== undefined) throw new Error(Payload?.transformToString());
  const log = Buffer.from(LogResult, 'base64').toString('utf8');
  const [, durationMs] = /(?:Duration: |"durationMs":\s*)([\d.]+)/.exec(log) ?? [];
  if (durationMs === undefined) throw new Error(`no duration in the function's log: ${log}`);
  return Number(durationMs) / MS_PER_SECOND;
}
