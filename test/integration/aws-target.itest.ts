import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { startCloud } from '../../localstack/index.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { TEST_STACK } from '../support/test-stack.ts';

const REGION = 'us-east-1';
const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');

describe('the workflow’s tests with TARGET=aws', () => {
  const folder = useTemporaryFolder();

  const mocha = (environment: Readonly<Record<string, string | undefined>>): Promise<string> => {
    const program = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
    const args = [program, '--no-parallel', 'test/workflow/**/*.{test,ltest}.ts'];
    const env = { ...process.env, TARGET: 'aws', ...environment };
    const child = spawn(process.execPath, args, { cwd: PROJECT_FOLDER, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    return new Promise((resolve) => child.once('close', () => resolve(output)));
  };

  /** Deploys the tests' stack, and gives what a shell has whose AWS and Pulumi are this cloud. */
  const awsOf = async (work: (environment: Readonly<Record<string, string>>) => Promise<void>) => {
    await using cloud = await startCloud({ kind: 'embedded', region: REGION });
    const stack = await cloud.deploy(() => import('../../index.ts'), { ...TEST_STACK, stack: 'any' });
    const outputs = JSON.stringify(stack.outputs);
    mkdirSync(join(folder(), 'bin'));
    writeFileSync(join(folder(), 'bin', 'pulumi'), `#!/bin/sh\ncat <<'END'\n${outputs}\nEND\n`, { mode: 0o755 });
    await work({
      PATH: `${join(folder(), 'bin')}${delimiter}${process.env['PATH']}`,
      PULUMI_STACK: 'workflow-test',
      AWS_ENDPOINT_URL: cloud.endpointUrl,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
  };

  it('take stack, region and credentials from their user, and say what they leave out', async () => {
    await awsOf(async (environment) => {
      const output = await mocha(environment);
      expect(output).to.match(/^ {2}\d+ passing/m);
      expect(output).to.not.match(/failing/);
      expect(output.match(/^left out on aws.*$/gm)).to.deep.equal([
        'left out on aws, which has no deployment: the retraining workflow with class folders alone',
        'left out on aws, which has no deployment: definitions of other shapes',
        'left out on aws, which has no deployment: the retraining workflow whose data set several functions list',
        'left out on aws, which has no faults: the retraining workflow when a job fails through no fault of its request',
        'left out on aws, which has no deployment: the retraining workflow that judges its models',
        'left out on aws, which has no deployment: the retraining workflow with a report of S3 Inventory',
        'left out on aws, which has no deployment: the retraining workflow with a labels file',
        'left out on aws, which has no deployment: the prod stack',
        'left out on aws, which has no deployment: the retraining workflow that registers its models',
        'left out on aws, which has no faults with variables: the retraining workflow that repeats a job which failed through no fault of its data',
        'left out on aws, which has no faults: the retraining workflow on Spot capacity',
        'left out on aws, which has no deployment: the example of two workflows in one stack',
        'left out on aws, which has no deployment: a stack whose configuration is wrong',
      ]);
    });
  });

  it('ask for the stack’s name', async () => {
    const output = await mocha({ PULUMI_STACK: undefined });
    expect(output).to.contain('TARGET=aws needs PULUMI_STACK, the name of a deployed stack; see docs/testing.md');
    expect(output).to.not.match(/[1-9]\d* passing/);
  });
});
