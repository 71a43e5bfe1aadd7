// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are texts of the program that is changed
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { terminalText } from '../../preview/render/terminal.ts';
import {
  COST,
  filledParts,
  MACHINE,
  markdown,
  markdownDiff,
  SEE_MACHINE,
  terminalLines,
  usePreviewLab,
} from './preview-lab.ts';

describe('a preview shows exactly what has changed in the configuration', () => {
  const lab = usePreviewLab();

  it('nothing', async () => {
    const { change, comparison } = await lab().shown();
    expect(filledParts(change)).to.deep.equal([]);
    expect(change.operations.map(({ op }) => op)).to.deep.equal(Array(27).fill('same'));
    expect(terminalText(change, comparison, new PassThrough()).split('\n').slice(1)).to.deep.equal([
      'no change: 27 resources as they were',
      COST,
      '',
    ]);
  });

  it('a hyperparameter of the stack', async () => {
    lab().program.edit('Pulumi.dev.yaml', 'epochs: 20', 'epochs: 30');
    const result = await lab().shown();
    expect(terminalLines(result)).to.deep.equal([
      '1 updated, 26 unchanged',
      '',
      'Configuration',
      '~ hyperparameters.epochs: 20 -> 30',
      '',
      'Hyperparameters',
      '~ epochs  20  ->  30',
      '',
      'State machine retraining-workflow',
      '~ state Generate dataset (Task)',
      '~   Parameters.Payload.retraining.requestHash: 4c3f6f07ac4ea83c76e4c0921f6448d4 -> 91539dbd5ad475d195221d9990ce8d6b',
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
    lab().program.edit('Pulumi.dev.yaml', '  # The whole object', '  instanceType: ml.g5.xlarge\n  # The whole object');
    const result = await lab().shown();
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
      '~ state Generate dataset (Task)',
      '~   Parameters.Payload.retraining.requestHash: 4c3f6f07ac4ea83c76e4c0921f6448d4 -> f0114b9f080d1d4836683f984faaff2a',
      '~ state Train model (image-classification) (Task)',
      state,
      MACHINE,
      SEE_MACHINE,
    ]);
    expect(markdown(result)).to.contain('  s2["Train model (image-classification)"]:::changed\n  s3["Save Model"]\n');
    expect(filledParts(result.change)).to.deep.equal(['config', 'resources']);
  });

  it('a tag of everything, once', async () => {
    lab().program.edit('Pulumi.dev.yaml', '  # The whole object', '  tags:\n    team: vision\n  # The whole object');
    const result = await lab().shown();
    const lines = terminalLines(result);
    // Bucket, two log groups, four roles, function, state machine: nine, and both states that make things in SageMaker.
    expect(lines[0]).to.equal('9 updated, 18 unchanged');
    expect(lines.filter((line) => line.startsWith('+ tags.team'))).to.deep.equal([
      '+ tags.team: vision',
      '+ tags.team: vision',
    ]);
    expect(lines).to.include(
      '    in 9 resources: aws:s3:Bucket retraining-dataset, aws:cloudwatch:LogGroup retraining-generate-dataset, aws:iam:Role retraining-generate-dataset, aws:lambda:Function retraining-generate-dataset and 5 more',
    );
    expect(
      lines.filter((line) => /^\+ {3}Parameters\.Tags\[\d\]: \{"Key":"team","Value":"vision"\}$/.test(line)),
    ).to.have.length(2);
    expect(markdownDiff(result).filter((line) => line === '+ tags.team: vision')).to.have.length(2);
    expect(result.change.common.map(({ path, after, resources }) => [path, after, resources.length])).to.deep.equal([
      ['tags.team', 'vision', 9],
    ]);
  });

  it('a default of the configuration', async () => {
    lab().program.edit('Pulumi.yaml', 'default: 256', 'default: 512');
    const result = await lab().shown();
    const lines = [
      '~ functionMemoryMb: 256 -> 512',
      '~ aws:lambda:Function retraining-generate-dataset',
      '~   memorySize: 256 -> 512',
    ];
    expect(terminalLines(result)).to.deep.equal([
      '1 updated, 26 unchanged',
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
});
