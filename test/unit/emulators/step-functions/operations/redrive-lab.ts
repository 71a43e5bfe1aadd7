import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeExecutionCommand, RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import type { Rule } from '../../../../support/rule.ts';
import { FUNCTION_ARN, StepFunctionsFixture } from '../step-functions-fixture.ts';

export const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html';

export function documented(id: string, aws: string, fields: Partial<Rule> = {}): Rule {
  return {
    table: 'step-functions-api',
    id: `RedriveExecution${id}`,
    aws,
    here: 'same',
    wording: 'none',
    source: GUIDE,
    ...fields,
  };
}

export const DAY_MS = 24 * 60 * 60_000;
export const task = (fields: object) => ({ Type: 'Task', Resource: FUNCTION_ARN, ...fields });

/** A bench whose function fails with `Broken` as long as `isBroken`, and then gives what it was given. */
export class RedriveLab {
  readonly bench: StepFunctionsFixture;
  isBroken = true;

  private constructor(bench: StepFunctionsFixture) {
    this.bench = bench;
    bench.lambda.answer = ({ payload }) => {
      if (!this.isBroken) return { payload: JSON.stringify({ did: payload }) };
      return { payload: '{"errorType":"Broken","errorMessage":"still"}', functionError: true };
    };
  }

  static async open(): Promise<RedriveLab> {
    return new RedriveLab(await StepFunctionsFixture.start());
  }

  redrive(executionArn: string, fields: object = {}) {
    return this.bench.clients.sfn.send(new RedriveExecutionCommand({ executionArn, ...fields }));
  }

  describeExecution(executionArn: string) {
    return this.bench.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
  }

  /** Makes an ended execution older on disk and opens the data again. */
  async age(executionArn: string, byMs: number): Promise<void> {
    await this.bench.ended(executionArn);
    await this.bench.restart({ close: true });
    const folder = join(this.bench.dataFolder, 'executions');
    for (const file of readdirSync(folder)) {
      const record = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      if (record.executionArn !== executionArn) continue;
      const older = { ...record, startedMs: record.startedMs - byMs, stoppedMs: record.stoppedMs - byMs };
      writeFileSync(join(folder, file), JSON.stringify(older));
    }
    await this.bench.restart({ close: true });
  }
}

/** A new lab for each test of a `describe`. */
export function useRedriveLab(): () => RedriveLab {
  let opened: RedriveLab | undefined;
  beforeEach(async () => {
    opened = await RedriveLab.open();
  });
  afterEach(() => opened?.bench.close());
  return () => {
    if (opened === undefined) throw new Error('the redrive lab is used before it is opened');
    return opened;
  };
}
