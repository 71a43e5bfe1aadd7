import { expect } from 'chai';
import { recordDevStack, recorded, statements } from './recorded-program.ts';

const BUCKET = 'arn:aws:s3:::retraining-dataset-0000000';

describe('a labels file', () => {
  it('is named to the function, with whether an image may have several labels', async () => {
    const labelsOf = async (changes: Readonly<Record<string, string>>) => {
      const { inputs } = recorded(
        await recordDevStack(changes),
        'aws:sfn/stateMachine:StateMachine',
        'retraining-workflow',
      );
      const { Parameters } = JSON.parse(String(inputs['definition'])).States['Generate dataset'];
      return Parameters.Payload.labelsFile;
    };
    expect(await labelsOf({})).to.equal(undefined);
    expect(await labelsOf({ labelsFile: 'labels.csv', fanOut: 'auto' })).to.deep.equal({
      path: 'labels.csv',
      severalLabels: false,
    });
    const several = { labelsFile: 'a/output.manifest', labelAttribute: 'species' };
    expect(await labelsOf({ ...several, hyperparameters: '{"multi_label":1}' })).to.deep.equal({
      path: 'a/output.manifest',
      attribute: 'species',
      severalLabels: true,
    });
  });

  it('may be found and read by the function alone', async () => {
    const labelled = await recordDevStack({ labelsFile: 'a/labels.csv', fanOut: 'auto' });
    const ofFunction = statements(labelled, 'retraining-generate-dataset');
    expect(ofFunction.find(({ Sid }) => Sid === 'ReadLabelsFile')).to.deep.equal({
      Sid: 'ReadLabelsFile',
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: `${BUCKET}/dataset/a/labels.csv`,
    });
    const prefixes = [
      ...[
        'dataset/train/*',
        'dataset/test/*',
        'dataset/images/*',
        'dataset/labels.json',
        'dataset/dataset-report.json',
      ],
      ...['dataset/a/labels.csv', 'dataset/runs/*', 'dataset/'],
    ];
    expect(ofFunction.find(({ Sid }) => Sid === 'ListDataset')).to.deep.include({
      Condition: { StringLike: { 's3:prefix': prefixes } },
    });
    for (const name of ['retraining-training', 'retraining-model', 'retraining-workflow']) {
      expect(JSON.stringify(statements(labelled, name)), name).to.not.include('labels.csv');
    }
  });
});
