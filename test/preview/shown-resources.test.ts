// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are texts of the program that is changed
import { expect } from 'chai';
import { markdownDiff, terminalLines, usePreviewLab } from './preview-lab.ts';

describe('a preview shows exactly which resources come, go and are renamed', () => {
  const lab = usePreviewLab();

  it('a component with a new name, and nothing of what refers to it', async () => {
    lab().repository.edit('infra/components/retraining-workflow.ts', '`${name}-training`', '`${name}-trainer`');
    const result = await lab().shown();
    const effect = 'without an alias Pulumi deletes it and makes a new one';
    const lines = [
      `~ sagemaker-retraining:index:ServiceRole retraining-training is renamed to retraining-trainer (${effect})`,
      `~ aws:iam:Role retraining-training is renamed to retraining-trainer (${effect})`,
      `~ aws:iam:RolePolicy retraining-training is renamed to retraining-trainer (${effect})`,
    ];
    expect(terminalLines(result)).to.have.members(['3 renamed, 24 unchanged', '', 'Resources', ...lines]);
    expect(markdownDiff(result)).to.have.members(lines.map((line) => line.replace(/^~/, '!')));
    expect(result.change.resources.map(({ kind, formerName, aliased }) => [kind, formerName, aliased])).to.deep.equal(
      Array(3).fill(['renamed', 'retraining-training', false]),
    );
  });

  it('a resource with a new name and an alias', async () => {
    lab().repository.edit(
      'infra/components/service-role.ts',
      '    this.role = new aws.iam.Role(\n      name,',
      '    this.role = new aws.iam.Role(\n      `${name}-role`,',
    );
    lab().repository.edit(
      'infra/components/service-role.ts',
      'description, tags },\n      parent,',
      'description, tags },\n      { parent: this, aliases: [{ name }] },',
    );
    const result = await lab().shown();
    const [resource] = result.change.resources;
    expect(resource).to.deep.include({ kind: 'renamed', formerName: 'retraining-generate-dataset', aliased: true });
    expect(terminalLines(result)[3]).to.equal(
      '~ aws:iam:Role retraining-generate-dataset is renamed to retraining-generate-dataset-role (its alias keeps it)',
    );
    expect(result.change.resources).to.have.length(4);
  });

  it('a resource more and one less', async () => {
    lab().repository.edit(
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
      '1 added, 1 removed, 26 unchanged',
      '',
      'Resources',
      '+ aws:s3:BucketAccelerateConfiguration retraining-dataset',
      '+   bucket: retraining-dataset-000732c',
      '+   status: Enabled',
      '- aws:s3:BucketVersioning retraining-dataset',
    ]);
  });
});
