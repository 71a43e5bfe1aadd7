import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { deployLocally } from '../../localstack/deploy/deploy-local.ts';
import { openCloud } from '../support/open-cloud.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { testStackConfig } from '../support/test-stack.ts';

const REGION = 'us-east-1';
/** Makes Node load the program for this test alone. */
const QUERY = 'load=aws-target';
const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');

describe('the workflow’s tests with TARGET=aws', () => {
  const folder = useTemporaryFolder();

  const mocha = (environment: Readonly<Record<string, string | undefined>>): Promise<string> => {
    const program = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
    const args = [program, '--no-parallel', 'test/workflow/**/*.test.ts'];
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
    const { cloud, close } = await openCloud('embedded', folder(), REGION);
    try {
      const config = await testStackConfig('any');
      const { clients, accountId } = cloud;
      const loadProgram = () => import(`../../index.ts?${QUERY}`);
      const local = { clients, accountId, region: REGION, config, loadProgram, dataFolder: folder() };
      const outputs = JSON.stringify(await deployLocally(local));
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
    } finally {
      await close();
    }
  };

  it('take stack, region and credentials from their user, and say what they leave out', async () => {
    await awsOf(async (environment) => {
      const output = await mocha(environment);
      expect(output).to.match(/^ {2}\d+ passing/m);
      expect(output).to.not.match(/failing/);
      expect(output.match(/^left out on aws.*$/gm)).to.deep.equal([
        'left out on aws, which has no deployment: definitions of other shapes',
        'left out on aws, which has no faults: the retraining workflow when a job fails through no fault of its request',
        'left out on aws, which has no deployment: the prod stack',
        'left out on aws, which has no faults: the retraining workflow on Spot capacity',
        'left out on aws, which has no faults: the retraining workflow when SageMaker throttles',
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
