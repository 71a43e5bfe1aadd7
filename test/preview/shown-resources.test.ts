// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are texts of the program that is changed
import { expect } from 'chai';
import { markdownDiff, terminalLines, usePreviewLab } from './preview-lab.ts';

describe('a preview shows exactly which resources come, go and are renamed', () => {
  const lab = usePreviewLab();

  it('a component with a new name: what its children lose, and the alias that keeps them', async () => {
    lab().program.edit('infra/components/retraining-workflow.ts', '`${name}-training`', '`${name}-trainer`');
    const result = await lab().shown();
    const lost =
      "~ sagemaker-retraining:index:ServiceRole retraining-training -> sagemaker-retraining:index:ServiceRole retraining-trainer and 2 under it are deleted and made again; this option keeps them: aliases: [{ name: 'retraining-training' }]";
    const waiting = (input: string) =>
      `~   ${input}: known during the update, when aws:iam:Role retraining-trainer is made`;
    const lines = [
      '~ aws:iam:RolePolicy retraining-workflow',
      waiting('policy'),
      '~ aws:sfn:StateMachine retraining-workflow',
      waiting('definition'),
    ];
    const role = (name: string) => `arn:aws:iam::123456789012:role/${name}-00025f3`;
    const output = `~ trainingRoleArn: ${role('retraining-training')} -> ${role('retraining-trainer')}`;
    expect(terminalLines(result)).to.deep.equal([
      '3 created, 2 updated, 3 deleted, 22 unchanged',
      '',
      'Made again for want of an alias',
      lost,
      '',
      'Resources',
      ...lines,
      '',
      'Stack outputs',
      output,
    ]);
    expect(markdownDiff(result)).to.deep.equal([lost, ...lines, output].map((line) => line.replace(/^~/, '!')));
    expect(result.change.resources.filter(({ kind }) => kind === 'recreated')).to.have.length(3);
  });

  it('a resource with a new name and an alias', async () => {
    lab().program.edit(
      'infra/components/service-role.ts',
      '    this.role = new aws.iam.Role(\n      name,',
      '    this.role = new aws.iam.Role(\n      `${name}-role`,',
    );
    lab().program.edit(
      'infra/components/service-role.ts',
      'description, tags },\n      parent,',
      'description, tags },\n      { parent: this, aliases: [{ name }] },',
    );
    const result = await lab().shown();
    const [resource] = result.change.resources;
    expect(resource).to.deep.include({ kind: 'renamed', formerName: 'retraining-generate-dataset' });
    expect(resource?.operation.op).to.equal('same');
    expect(terminalLines(result)[3]).to.equal(
      '~ aws:iam:Role retraining-generate-dataset is renamed to retraining-generate-dataset-role (its alias keeps it)',
    );
    expect(result.change.resources).to.have.length(4);
  });

  it('a resource more and one less', async () => {
    lab().program.edit(
      'infra/components/dataset-bucket.ts',
      'new aws.s3.BucketVersioning(',
      "new aws.s3.BucketAccelerateConfiguration(name, { bucket, status: 'Enabled' }, kept);\n    void (",
    );
    const result = await lab().shown();
    expect(result.change.resources.map(({ kind, type }) => [kind, type])).to.deep.equal([
      ['added', 'aws:s3/bucketAccelerateConfiguration:BucketAccelerateConfiguration'],
      ['removed', 'aws:s3/bucketVersioning:BucketVersioning'],
    ]);
    expect(terminalLines(result)).to.deep.equal([
      '1 created, 1 deleted, 26 unchanged',
      '',
      'Data that is deleted or replaced',
      '- aws:s3:BucketVersioning retraining-dataset is deleted: the bucket keeps no versions of its objects any more',
      '',
      'Resources',
      '+ aws:s3:BucketAccelerateConfiguration retraining-dataset',
      '+   bucket: retraining-dataset-000732c',
      '+   status: Enabled',
      '- aws:s3:BucketVersioning retraining-dataset',
    ]);
  });
});
