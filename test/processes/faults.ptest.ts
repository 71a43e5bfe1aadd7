import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { CliHere, runCliHere } from '../support/cli/cli-here.ts';
import { patternDataset, writeFiles } from '../support/dataset-factory.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const DATASET = { classNames: ['one', 'two'], trainPerClass: 6, testPerClass: 2, width: 150, height: 300 };
const CAPACITY =
  'CapacityError: Unable to provision requested ML compute capacity. Please retry using a different ML instance type.';

describe('a run in which something is to go wrong', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();
  const data = () => join(folder(), 'data');
  const file = (name: string, content: string) => {
    writeFileSync(join(folder(), name), content);
    return join(folder(), name);
  };

  it('goes wrong so, says what did not happen, and takes test cases of a mock configuration', async () => {
    const dataset = join(folder(), 'images');
    await writeFiles(dataset, await patternDataset(DATASET));
    const config = file('other.yaml', 'sagemaker: {faults: ["capacity:1"]}');
    const args = ['run', '--data', data(), '--dataset', dataset];
    const { exitCode, stdout } = await runCliHere(...args, '--config', config, '--fault', 'throttling@CreateModel');
    expect(exitCode, stdout).to.equal(1);
    expect(stdout.trimEnd().split('\n').slice(-5)).to.deep.equal([
      '  States.TaskFailed',
      `  ${CAPACITY}`,
      '',
      'Faults that did not happen',
      '  throttling@CreateModel: 0 calls of those that it selects',
    ]);

    const { stateMachineArn } = JSON.parse(readFileSync(join(data(), 'outputs.json'), 'utf8'));
    const Throw = { Error: 'States.TaskFailed', Cause: '{"FailureReason":"ClientError: as mocked"}' };
    const mocks = {
      StateMachines: {
        [stateMachineArn.split(':').at(-1)]: { TestCases: { Red: { 'Train model (image-classification)': 'Failed' } } },
      },
      MockedResponses: { Failed: { 0: { Throw } } },
    };
    const mockConfig = file('mocks.json', JSON.stringify(mocks));
    const mocked = await runCliHere(...args, '--mock-config', mockConfig, '--test-case', 'Red');
    expect(mocked.exitCode, mocked.stderr).to.equal(1);
    expect(mocked.stdout).to.match(/ {2}States\.TaskFailed\n {2}ClientError: as mocked\n$/);
  });

  it('is refused, with all problems, before anything is started', async () => {
    const config = file('other.yaml', 'sagemaker: {faults: ["capcity"], quotas: {ml.g4dn.xlarge: -1}}');
    const { exitCode, stderr } = await runCliHere('run', '--data', data(), '--config', config);
    expect(exitCode).to.equal(1);
    expect(stderr).to.equal(
      [
        `${config} cannot be used:`,
        '  - sagemaker.quotas["ml.g4dn.xlarge"] is -1; write a whole number of instances, 0 or more',
        '  - sagemaker.faults[0] capcity: there is no fault "capcity"; did you mean "capacity"?',
        '',
      ].join('\n'),
    );
    const mockConfig = file('mocks.json', '{"StateMachine":{}}');
    const mocked = await runCliHere('up', '--data', data(), '--mock-config', mockConfig);
    expect(mocked.stderr).to.contain(
      `--mock-config ${mockConfig} cannot be used:\n  - the file has a field "StateMachine"`,
    );
    expect(existsSync(data())).to.equal(false);
  });

  it('may be asked for while the emulators serve', async () => {
    const up = new CliHere(['up', '--data', data(), '--port', '0', '--fault', 'capacity:3']);
    const [, endpointUrl = ''] = await up.printed(/^ready (\S+)/m);
    try {
      const url = `${endpointUrl}/_rehearsal/faults`;
      const answer = await fetch(url, { method: 'POST', body: '["throttling:1@CreateModel"]' });
      expect(await answer.json()).to.deep.equal({
        faults: [
          { fault: 'capacity:3', seen: 0, fired: 0 },
          { fault: 'throttling:1@CreateModel', seen: 0, fired: 0 },
        ],
      });
    } finally {
      up.interrupt();
      expect((await up.ended()).exitCode).to.equal(0);
    }
  });
});
