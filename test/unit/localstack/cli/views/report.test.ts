import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import { reportLines } from '../../../../../localstack/cli/views/report.ts';
import type { RunResult } from '../../../../../localstack/rehearsal/run-result.ts';

const FAILED: RunResult = {
  stack: 'prod',
  status: 'FAILED',
  executionArn: 'arn',
  durationMs: 1500,
  endpointUrl: 'http://127.0.0.1:1',
};
const lines = (result: RunResult) => reportLines(result, { epochs: true }).map(stripVTControlCharacters);

describe('the report of a red run', () => {
  it('ends with the FailureReason of the job in the cause', () => {
    const cause = JSON.stringify({ TrainingJobName: 'j', FailureReason: 'ClientError: bad data', Tags: {} });
    expect(lines({ ...FAILED, error: 'States.TaskFailed', cause }).slice(-3)).to.deep.equal([
      'FAILED in 1.5 s',
      '  States.TaskFailed',
      '  ClientError: bad data',
    ]);
  });

  it('ends with how a job was stopped, which has no FailureReason', () => {
    const cause = JSON.stringify({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'MaxRuntimeExceeded', Tags: {} });
    expect(lines({ ...FAILED, error: 'States.TaskFailed', cause }).at(-1)).to.equal(
      '  The training job ended as Stopped, with the secondary status MaxRuntimeExceeded.',
    );
  });

  it('ends with the message of the function’s error, without its stack', () => {
    const cause = JSON.stringify({
      errorType: 'DatasetEmptyError',
      errorMessage: 'no images\nAlso X: y',
      trace: ['at z'],
    });
    expect(lines({ ...FAILED, error: 'DatasetEmptyError', cause }).slice(-3)).to.deep.equal([
      '  DatasetEmptyError',
      '  no images',
      '  Also X: y',
    ]);
  });

  it('names what is lost of a damaged data folder, before how the run ended', () => {
    const damaged = ['one (a.json)', 'other (b.json)'];
    expect(lines({ ...FAILED, error: 'E', damaged })).to.deep.equal([
      '',
      'Lost, for the data folder is damaged:',
      '  one (a.json)',
      '  other (b.json)',
      '',
      'FAILED in 1.5 s',
      '  E',
    ]);
  });

  it('names what was denied, after the reason of the failure or in its place', () => {
    const denials = ['User: u is not authorized to perform: logs:PutLogEvents on resource: r'];
    expect(lines({ ...FAILED, error: 'E', denials }).slice(-4)).to.deep.equal([
      'FAILED in 1.5 s',
      '  E',
      '  Denied:',
      `    ${denials[0]}`,
    ]);
    expect(lines({ ...FAILED, status: 'SUCCEEDED', denials }).slice(-3)).to.deep.equal([
      'SUCCEEDED in 1.5 s',
      '  The execution succeeded, yet a role lacks permissions:',
      `    ${denials[0]}`,
    ]);
  });

  it('says what to do about a batch that is larger than the data set', () => {
    const reason = 'ClientError: The number of input images must be bigger or equal to the mini_batch_size.';
    const dataset = {
      classes: [],
      trainImages: 40,
      validationImages: 9,
      trainLst: '',
      validationLst: '',
      skipped: [],
      skippedTotal: 0,
      warnings: [],
    };
    expect(lines({ ...FAILED, dataset, cause: JSON.stringify({ FailureReason: reason }) }).at(-1)).to.equal(
      '  There are 40 training images: set hyperparameters.mini_batch_size in Pulumi.prod.yaml to 40 or less.',
    );
  });

  it('shows a cause that is plain text as it is', () => {
    expect(lines({ ...FAILED, error: 'E', cause: 'plain {text' }).slice(-1)).to.deep.equal(['  plain {text']);
  });
});
