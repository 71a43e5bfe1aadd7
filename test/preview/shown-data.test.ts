import { expect } from 'chai';
import type { Preview } from '../../preview/preview.ts';
import { COST, markdown, terminalLines, usePreviewLab } from './preview-lab.ts';

const NEW_WORKFLOW = "new RetrainingWorkflow('retraining', argsOfConfig(config))";
const GROUP = 'aws:cloudwatch:LogGroup';
const BUCKET_LOST = 'every object in it is lost (forceDestroy), and an empty one takes its place';

/** What stands before anything else below the counts: in the terminal, and in the comment. */
function firstTold(result: Preview): { readonly counts: string; readonly lines: readonly string[] } {
  const [counts = '', blank, title, ...lines] = terminalLines(result).filter((line) => !line.startsWith(COST));
  expect([blank, title]).to.deep.equal(['', 'Data that is deleted or replaced']);
  const told = lines.slice(0, lines.indexOf(''));
  const plain = told.map((line) => line.replace(/^- (\S+ \S+)/, '> - `$1`'));
  const comment = markdown(result).split('\n');
  const start = comment.indexOf('> [!CAUTION]');
  expect(comment.findIndex((line) => /^(?:####|<details)/.test(line))).to.be.greaterThan(start);
  expect(comment.slice(start + 1, start + 2 + plain.length)).to.deep.equal([
    '> **Data that is deleted or replaced**',
    ...plain,
  ]);
  return { counts, lines: told };
}

describe('a preview says first which data a change deletes or replaces', () => {
  const lab = usePreviewLab();

  const reparent = (more = '') => {
    const outer = "new pulumi.ComponentResource('app:index:Outer', 'outer')";
    lab().program.edit('index.ts', 'const config', `import * as pulumi from '@pulumi/pulumi';\nconst config`);
    lab().program.edit(
      'index.ts',
      NEW_WORKFLOW,
      `new RetrainingWorkflow('retraining', argsOfConfig(config), { parent: ${outer}${more} })`,
    );
  };

  it('where the component gets another parent, and which alias keeps it all', async () => {
    reparent();
    const result = await lab().shown();
    expect(firstTold(result)).to.deep.equal({
      counts: '28 created, 27 deleted, 0 unchanged',
      lines: [
        `- aws:s3:Bucket retraining-dataset is deleted and made again: ${BUCKET_LOST}`,
        `- ${GROUP} retraining-generate-dataset is deleted and made again: its log events are lost`,
        `- ${GROUP} retraining-workflow is deleted and made again: its log events are lost`,
      ],
    });
    expect(result.change.lost.map(({ resources, alias }) => [resources, alias])).to.deep.equal([
      [27, 'aliases: [{ parent: pulumi.rootStackResource }]'],
    ]);
  });

  it('and nothing of it where that alias is there', async () => {
    reparent(', aliases: [{ parent: pulumi.rootStackResource }]');
    const result = await lab().shown();
    expect(result.change.data).to.deep.equal([]);
    expect(terminalLines(result)[0]).to.equal('1 created, 27 unchanged');
    expect(markdown(result)).to.not.contain('CAUTION');
  });

  it("where the type of the bucket's component has another name", async () => {
    lab().program.edit('infra/components/dataset-bucket.ts', 'index:DatasetBucket', 'index:ImageBucket');
    const result = await lab().shown();
    expect(firstTold(result)).to.deep.equal({
      counts: '8 created, 5 updated, 8 deleted, 14 unchanged',
      lines: [`- aws:s3:Bucket retraining-dataset is deleted and made again: ${BUCKET_LOST}`],
    });
    expect(result.change.lost.map(({ resources, alias }) => [resources, alias])).to.deep.equal([
      [8, "aliases: [{ type: 'sagemaker-retraining:index:DatasetBucket' }]"],
    ]);
    // Two roles, the saved models' role, the function's environment and the definition have the bucket's name in them.
    expect(terminalLines(result).filter((line) => line.includes('known during the update'))).to.have.length(5);
  });

  it('where a bucket gets a name by hand: it and its six settings are replaced', async () => {
    lab().program.edit(
      'infra/components/dataset-bucket.ts',
      'new aws.s3.Bucket(name, { forceDestroy, tags }',
      "new aws.s3.Bucket(name, { bucket: 'fixed-name', forceDestroy, tags }",
    );
    expect(firstTold(await lab().shown())).to.deep.equal({
      counts: '5 updated, 7 replaced, 15 unchanged',
      lines: [`- aws:s3:Bucket retraining-dataset is replaced: ${BUCKET_LOST}`],
    });
  });

  it('where the region is another: all that is in a region is replaced, and roles are not', async () => {
    lab().program.edit('Pulumi.dev.yaml', 'aws:region: us-east-1', 'aws:region: eu-west-1');
    const moved = 'is replaced, since it moves from us-east-1 to eu-west-1';
    const result = await lab().shown();
    expect(firstTold(result)).to.deep.equal({
      counts: '7 updated, 11 replaced, 9 unchanged',
      lines: [
        `- aws:s3:Bucket retraining-dataset ${moved}: ${BUCKET_LOST}`,
        `- ${GROUP} retraining-generate-dataset ${moved}: its log events are lost`,
        `- ${GROUP} retraining-workflow ${moved}: its log events are lost`,
      ],
    });
    const replaced = result.change.resources.filter(({ operation }) => operation.op === 'replace');
    expect(replaced.filter(({ type }) => type.startsWith('aws:iam/'))).to.deep.equal([]);
  });

  it('and nothing where a change only says what a later deletion does', async () => {
    lab().program.edit('Pulumi.dev.yaml', 'forceDestroy: true', 'forceDestroy: false\n  protectData: true');
    const { change } = await lab().shown();
    expect(change.data).to.deep.equal([]);
    expect(change.resources.filter(({ operation }) => operation.op !== 'same').map(({ type }) => type)).to.deep.equal([
      'aws:s3/bucket:Bucket',
    ]);
  });
});
