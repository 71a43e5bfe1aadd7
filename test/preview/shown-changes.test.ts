// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are texts of the program that is changed
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { comparePrograms } from '../../preview/compare/compare-programs.ts';
import type { ProgramChange } from '../../preview/compare/program-change.ts';
import type { Preview } from '../../preview/preview.ts';
import type { ProgramSnapshot } from '../../preview/program-snapshot.ts';
import { recordTree } from '../../preview/record-tree.ts';
import { markdownText } from '../../preview/render/markdown.ts';
import { terminalText } from '../../preview/render/terminal.ts';
import { ProgramRepository } from './program-repository.ts';

const NOTE =
  'This compares what two programs ask for. It does not look at what is deployed: `pulumi preview` does, with an account.';
const MACHINE = '~ aws:sfn:StateMachine retraining-workflow';
const SEE_MACHINE = '    definition: see the state machine';

const COST = 'At most 1.48 USD a run (1 x ml.g4dn.xlarge at 0.736 USD an hour as of 2026-11, 7200 s at the longest)';

/** Everything below the title, without the cost that stays as it is and the closing note. */
function terminalLines({ change, comparison }: Preview): string[] {
  const lines = terminalText(change, comparison, new PassThrough()).trimEnd().split('\n');
  expect(lines.at(-1)).to.equal(NOTE);
  return lines.slice(1, -2).filter((line) => line !== COST);
}

/** Lines of all `diff` blocks, where GitHub marks a change by `!`. */
function markdownDiff({ change, comparison }: Preview): string[] {
  const blocks = [...markdownText(change, comparison).matchAll(/^```diff\n([\s\S]*?)\n```$/gm)];
  return blocks.flatMap(([, lines]) => lines?.split('\n') ?? []);
}

const markdown = ({ change, comparison }: Preview) => markdownText(change, comparison);

/** The parts of a change in which there is something. */
function filledParts(change: ProgramChange): string[] {
  const parts = ['config', 'resources', 'common', 'outputs'] as const;
  return parts.filter((part) => change[part].length > 0);
}

describe('a preview shows exactly what has changed', () => {
  let repository: ProgramRepository;

  let base: ProgramSnapshot;

  before(async () => {
    repository = new ProgramRepository();
    base = await recordTree(repository.folder, 'dev');
  });
  afterEach(() => repository.reset());
  after(() => repository[Symbol.dispose]());

  const shown = async (): Promise<Preview> => {
    const change = comparePrograms(base, await recordTree(repository.folder, 'dev'));
    return { change, comparison: { revision: 'main', commit: repository.git('rev-parse', 'HEAD') } };
  };

  it('nothing', async () => {
    const { change, comparison } = await shown();
    expect(filledParts(change)).to.deep.equal([]);
    expect(change.unchanged).to.equal(24);
    expect(terminalText(change, comparison, new PassThrough()).split('\n').slice(1)).to.deep.equal([
      'no change: 24 resources as they were',
      COST,
      '',
    ]);
  });

  it('a hyperparameter of the stack', async () => {
    repository.edit('Pulumi.dev.yaml', 'epochs: 20', 'epochs: 30');
    const result = await shown();
    expect(terminalLines(result)).to.deep.equal([
      '1 changed, 23 unchanged',
      '',
      'Configuration',
      '~ hyperparameters.epochs: 20 -> 30',
      '',
      'Hyperparameters',
      '~ epochs  20  ->  30',
      '',
      'Resources',
      MACHINE,
      SEE_MACHINE,
    ]);
    expect(markdown(result)).to.contain(
      '| hyperparameter | before | after |\n| --- | --- | --- |\n| `epochs` | `20` | `30` |\n',
    );
    expect(result.change.config).to.deep.equal([{ path: 'hyperparameters.epochs', before: 20, after: 30 }]);
    expect(result.change.resources[0]?.stateMachine?.hyperparameters).to.deep.equal([
      { state: 'Train model (image-classification)', name: 'epochs', before: '20', after: '30' },
    ]);
  });

  it('the instance type', async () => {
    repository.edit('Pulumi.dev.yaml', '  # The whole object', '  instanceType: ml.g5.xlarge\n  # The whole object');
    const result = await shown();
    const state = '~   Parameters.ResourceConfig.InstanceType: ml.g4dn.xlarge -> ml.g5.xlarge';
    expect(terminalLines(result)).to.include.members([
      `${COST} -> At most 2.82 USD a run (1 x ml.g5.xlarge at 1.408 USD an hour as of 2026-11, 7200 s at the longest)`,
      '~ instanceType: ml.g4dn.xlarge -> ml.g5.xlarge',
      'State machine retraining-workflow',
      '~ state Train model (image-classification) (Task)',
      state,
      MACHINE,
    ]);
    expect(markdownDiff(result).map((line) => line.replace(/^!/, '~'))).to.deep.equal([
      '~ instanceType: ml.g4dn.xlarge -> ml.g5.xlarge',
      '~ state Train model (image-classification) (Task)',
      state,
      MACHINE,
      SEE_MACHINE,
    ]);
    expect(markdown(result)).to.contain('  s1["Train model (image-classification)"]:::changed\n  s2["Save Model"]\n');
    expect(filledParts(result.change)).to.deep.equal(['config', 'resources']);
  });

  it('a statement of a role', async () => {
    repository.edit(
      'infra/grants/training-grants.ts',
      "['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', ",
      "['ecr:BatchGetImage', 'ecr:DescribeImages', ",
    );
    const result = await shown();
    const lines = [
      '~ aws:iam:RolePolicy retraining-training',
      '~   statement PullTrainingImage',
      '~     Action: ecr:BatchCheckLayerAvailability -> ecr:DescribeImages',
    ];
    expect(terminalLines(result)).to.deep.equal(['1 changed, 23 unchanged', '', 'Resources', ...lines]);
    expect(markdownDiff(result)).to.deep.equal(lines.map((line) => line.replace(/^~/, '!')));
    expect(result.change.resources[0]?.statements).to.have.length(1);
    expect(result.change.resources[0]?.statements[0]).to.deep.include({
      kind: 'changed',
      statement: 'PullTrainingImage',
      members: [{ path: 'Action', before: 'ecr:BatchCheckLayerAvailability', after: 'ecr:DescribeImages' }],
    });
  });

  it('a state more', async () => {
    repository.edit(
      'infra/definition/state-machine-definition.ts',
      '[SAVE]: saveModel(args) }',
      "[SAVE]: { ...saveModel(args), End: undefined, Next: 'Done' }, Done: { Type: 'Succeed' } }",
    );
    const result = await shown();
    const lines = [
      '~ state Save Model (Task)',
      '-   End: true',
      '+   Next: Done',
      '+ state Done (Succeed)',
      '+   Type: Succeed',
    ];
    expect(terminalLines(result)).to.deep.equal([
      '1 changed, 23 unchanged',
      '',
      'State machine retraining-workflow',
      ...lines,
      '',
      'Resources',
      MACHINE,
      SEE_MACHINE,
    ]);
    for (const line of ['  s2["Save Model"]:::changed\n', '  s3["Done"]:::added\n', '  s2 --> s3\n']) {
      expect(markdown(result)).to.contain(line);
    }
    expect(result.change.resources[0]?.stateMachine?.states.map(({ kind, state }) => [kind, state])).to.deep.equal([
      ['changed', 'Save Model'],
      ['added', 'Done'],
    ]);
  });

  it('a state less', async () => {
    repository.edit('infra/definition/state-machine-definition.ts', ', [SAVE]: saveModel(args) }', ' }');
    repository.edit('infra/definition/state-machine-definition.ts', 'function saveModel', 'export function saveModel');
    repository.edit('infra/definition/state-machine-definition.ts', 'Next: SAVE,', 'End: true,');
    const result = await shown();
    expect(terminalLines(result).slice(2, 6)).to.deep.equal([
      'State machine retraining-workflow',
      '~ state Train model (image-classification) (Task)',
      '-   Next: "Save Model"',
      '+   End: true',
    ]);
    expect(terminalLines(result)[6]).to.equal('- state Save Model (Task)');
    expect(markdown(result)).to.contain('  s2["Save Model"]:::removed\n');
    expect(filledParts(result.change)).to.deep.equal(['resources']);
  });

  it('a retrier', async () => {
    repository.edit('infra/definition/retry-rules.ts', 'MaxAttempts: 6,', 'MaxAttempts: 8,');
    const result = await shown();
    expect(terminalLines(result)).to.deep.equal([
      '1 changed, 23 unchanged',
      '',
      'State machine retraining-workflow',
      '~ state Generate dataset (Task)',
      '~   Retry[0].MaxAttempts: 6 -> 8',
      '',
      'Resources',
      MACHINE,
      SEE_MACHINE,
    ]);
    expect(markdownDiff(result)).to.include('!   Retry[0].MaxAttempts: 6 -> 8');
    expect(result.change.resources[0]?.stateMachine?.states[0]?.fields).to.deep.equal([
      { path: 'Retry[0].MaxAttempts', before: 6, after: 8 },
    ]);
  });

  it('the function’s code, as files with sizes and hashes', async () => {
    repository.edit(
      'functions/generate-dataset/handler.ts',
      'import { S3Client }',
      "console.log('a line that was not there');\nimport { S3Client }",
    );
    const result = await shown();
    const [resource, ...others] = result.change.resources;
    expect(others).to.deep.equal([]);
    const [file] = resource?.files ?? [];
    expect(file).to.deep.include({ kind: 'changed', path: 'index.mjs' });
    const line = /^~ {3}file index\.mjs: \d+ bytes, sha256 [0-9a-f]{12} -> \d+ bytes, sha256 [0-9a-f]{12}$/;
    const lines = terminalLines(result);
    expect(lines.slice(0, 4)).to.deep.equal([
      '1 changed, 23 unchanged',
      '',
      'Resources',
      '~ aws:lambda:Function retraining-generate-dataset',
    ]);
    expect(lines[4]).to.match(line);
    expect(lines).to.have.length(5);
    expect(markdownDiff(result)[1]?.replace(/^!/, '~')).to.match(line);
    expect((file?.after?.bytes ?? 0) - (file?.before?.bytes ?? 0)).to.be.greaterThan(20);
  });

  it('a tag of everything, once', async () => {
    repository.edit('Pulumi.dev.yaml', '  # The whole object', '  tags:\n    team: vision\n  # The whole object');
    const result = await shown();
    const lines = terminalLines(result);
    // Bucket, two log groups, three roles, function, state machine: eight, and both states that make things in SageMaker.
    expect(lines[0]).to.equal('8 changed, 16 unchanged');
    expect(lines.filter((line) => line.startsWith('+ tags.team'))).to.deep.equal([
      '+ tags.team: vision',
      '+ tags.team: vision',
    ]);
    expect(lines).to.include(
      '    in 8 resources: aws:s3:Bucket retraining-dataset, aws:cloudwatch:LogGroup retraining-generate-dataset, aws:iam:Role retraining-generate-dataset, aws:lambda:Function retraining-generate-dataset and 4 more',
    );
    expect(
      lines.filter((line) => /^\+ {3}Parameters\.Tags\[\d\]: \{"Key":"team","Value":"vision"\}$/.test(line)),
    ).to.have.length(2);
    expect(markdownDiff(result).filter((line) => line === '+ tags.team: vision')).to.have.length(2);
    expect(result.change.common.map(({ path, after, resources }) => [path, after, resources.length])).to.deep.equal([
      ['tags.team', 'vision', 8],
    ]);
  });

  it('a default of the configuration', async () => {
    repository.edit('Pulumi.yaml', 'default: 256', 'default: 512');
    const result = await shown();
    const lines = [
      '~ functionMemoryMb: 256 -> 512',
      '~ aws:lambda:Function retraining-generate-dataset',
      '~   memorySize: 256 -> 512',
    ];
    expect(terminalLines(result)).to.deep.equal([
      '1 changed, 23 unchanged',
      '',
      'Configuration',
      ...lines.slice(0, 1),
      '',
      'Resources',
      ...lines.slice(1),
    ]);
    expect(markdownDiff(result)).to.deep.equal(lines.map((line) => line.replace(/^~/, '!')));
    expect(result.change.config).to.deep.equal([{ path: 'functionMemoryMb', before: 256, after: 512 }]);
  });

  it('a component with a new name, and nothing of what refers to it', async () => {
    repository.edit('infra/components/retraining-workflow.ts', '`${name}-training`', '`${name}-trainer`');
    const result = await shown();
    const effect = 'without an alias Pulumi deletes it and makes a new one';
    const lines = [
      `~ sagemaker-retraining:index:ServiceRole retraining-training is renamed to retraining-trainer (${effect})`,
      `~ aws:iam:Role retraining-training is renamed to retraining-trainer (${effect})`,
      `~ aws:iam:RolePolicy retraining-training is renamed to retraining-trainer (${effect})`,
    ];
    expect(terminalLines(result)).to.have.members(['3 renamed, 21 unchanged', '', 'Resources', ...lines]);
    expect(markdownDiff(result)).to.have.members(lines.map((line) => line.replace(/^~/, '!')));
    expect(result.change.resources.map(({ kind, formerName, aliased }) => [kind, formerName, aliased])).to.deep.equal(
      Array(3).fill(['renamed', 'retraining-training', false]),
    );
  });

  it('a resource with a new name and an alias', async () => {
    repository.edit(
      'infra/components/service-role.ts',
      '    this.role = new aws.iam.Role(\n      name,',
      '    this.role = new aws.iam.Role(\n      `${name}-role`,',
    );
    repository.edit(
      'infra/components/service-role.ts',
      'tags: { ...args.tags } },\n      parent,',
      'tags: { ...args.tags } },\n      { parent: this, aliases: [{ name }] },',
    );
    const result = await shown();
    const [resource] = result.change.resources;
    expect(resource).to.deep.include({ kind: 'renamed', formerName: 'retraining-generate-dataset', aliased: true });
    expect(terminalLines(result)[3]).to.equal(
      '~ aws:iam:Role retraining-generate-dataset is renamed to retraining-generate-dataset-role (its alias keeps it)',
    );
    expect(result.change.resources).to.have.length(3);
  });

  it('a resource more and one less', async () => {
    repository.edit(
      'infra/components/dataset-bucket.ts',
      'new aws.s3.BucketVersioning(',
      "new aws.s3.BucketAccelerateConfiguration(name, { bucket, status: 'Enabled' }, parent);\n    void (",
    );
    const result = await shown();
    expect(result.change.resources.map(({ kind, type }) => [kind, type])).to.deep.equal([
      ['added', 'aws:s3/bucketAccelerateConfiguration:BucketAccelerateConfiguration'],
      ['removed', 'aws:s3/bucketVersioning:BucketVersioning'],
    ]);
    expect(terminalLines(result)).to.deep.equal([
      '1 added, 1 removed, 23 unchanged',
      '',
      'Resources',
      '+ aws:s3:BucketAccelerateConfiguration retraining-dataset',
      '+   bucket: retraining-dataset-000732c',
      '+   status: Enabled',
      '- aws:s3:BucketVersioning retraining-dataset',
    ]);
  });
});
