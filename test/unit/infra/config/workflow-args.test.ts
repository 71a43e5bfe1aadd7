import * as pulumi from '@pulumi/pulumi';
import { expect } from 'chai';
import { defaultSettings } from '../../../../infra/config/read-settings.ts';
import { completeArgs } from '../../../../infra/config/workflow-args.ts';

const ROLE = 'arn:aws:iam::123456789012:role/training';

describe('the arguments of RetrainingWorkflow', () => {
  it('may be none: then everything is as by default', () => {
    const { bucket, encryptionKey, trainingRole, modelRole, functionRole, stateMachineRole, ...settings } =
      completeArgs('scans', {});
    expect(settings).to.deep.equal({ ...defaultSettings(), alertEmail: undefined, tags: undefined });
    const existing = [bucket, encryptionKey, trainingRole, modelRole, functionRole, stateMachineRole];
    expect(existing.filter((given) => given !== undefined)).to.deep.equal([]);
  });

  it('are taken as values of their own types', () => {
    const complete = completeArgs('scans', { volumeSizeGb: 100, maximumRunCost: 2.5, classOrder: ['b', 'a'] });
    expect(complete).to.deep.include({
      volumeSizeGb: 100,
      maximumRunCost: 2.5,
      classOrder: ['b', 'a'],
      schedule: undefined,
    });
  });

  it('may be outputs of other resources where they name such', () => {
    const trainingRole = { arn: pulumi.output(ROLE) };
    const complete = completeArgs('scans', {
      trainingRole,
      monitoring: true,
      alertEmail: pulumi.output('a@example.com'),
    });
    expect(complete.trainingRole).to.equal(trainingRole);
  });

  it('are checked as a stack’s configuration is, all problems at once', () => {
    const wrong = {
      instanceType: 'ml.p2.xlarge',
      hyperparameters: { epochs: '0' },
      volumeSizeGb: 0,
      bucket: { name: 'My_Images' },
      modelRole: { arn: 'model' },
      tags: { 'aws:x': 'y', team: pulumi.output('vision') },
    };
    expect(() => completeArgs('My_Scans', wrong))
      .to.throw(/^the arguments of RetrainingWorkflow "My_Scans" have 7 problems:\n/)
      .with.property('problems')
      .that.satisfies((problems: readonly string[]) => {
        expect(problems.map((problem) => problem.split(/ is | must /)[0])).to.deep.equal([
          'the name "My_Scans"',
          'instanceType',
          'volumeSizeGb',
          'hyperparameters.epochs',
          'bucketName',
          'modelRoleArn',
          'tags.aws:x',
        ]);
        expect(problems[2]).to.equal('volumeSizeGb is 0: must be from 1 to 16384');
        return true;
      });
  });

  it('must fit together', () => {
    expect(() => completeArgs('scans', { alertEmail: pulumi.output('a@example.com') })).to.throw(
      /alertEmail is set: nothing is sent while monitoring is false/,
    );
  });
});
