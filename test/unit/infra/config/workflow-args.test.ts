import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { parseConfig } from '../../../../infra/config/config.ts';
import { completeConfig, DEFAULT_ARGS } from '../../../../infra/config/workflow-args.ts';
import { readStackConfig } from '../../../../localstack/deploy/stack-config.ts';

const EXAMPLE_FOLDER = fileURLToPath(new URL('../../../..', import.meta.url));

describe('the arguments of RetrainingWorkflow', () => {
  it('have the defaults of Pulumi.yaml', async () => {
    const { project, values } = await readStackConfig(EXAMPLE_FOLDER, 'dev');
    const { region, forceDestroy, logRetentionDays, ...dev } = parseConfig(values, project, 'dev');
    const { forceDestroy: _, logRetentionDays: __, ...defaults } = DEFAULT_ARGS;
    expect(dev).to.deep.equal(defaults);
    expect({ region, forceDestroy, logRetentionDays }).to.deep.equal({
      region: 'us-east-1',
      forceDestroy: true,
      logRetentionDays: 14,
    });
  });

  it('may be the region alone', () => {
    expect(completeConfig('scans', { region: 'eu-west-1' })).to.deep.equal({ ...DEFAULT_ARGS, region: 'eu-west-1' });
  });

  it('are checked as a stack’s configuration is, all problems at once', () => {
    const wrong = { region: 'mars-1', instanceType: 'ml.p2.xlarge', hyperparameters: { epochs: '0' }, volumeSizeGb: 0 };
    expect(() => completeConfig('scans', wrong))
      .to.throw(/^the arguments of RetrainingWorkflow "scans" have 4 problems:\n/)
      .with.property('problems')
      .that.has.length(4);
  });
});
