import { expect } from 'chai';
import { keepLabels } from '../../../../../functions/generate-dataset/labels/keep-labels.ts';
import { errorOf, refusal } from '../../../../support/error-of.ts';
import { LABELS, LabelledBucket, SETTINGS } from './labelled-bucket.ts';

describe('two runs at the same time', () => {
  it('write under keys of their own', async () => {
    const bucket = new LabelledBucket();
    await bucket.run('run-1', ['cat', 'dog']);
    await bucket.run('run-2', ['cat', 'dog', 'emu']);
    expect(bucket.written.get('set/runs/run-1/train-data.lst')).to.equal('1\t0\tcat/1.jpg\n2\t1\tdog/1.jpg\n');
    expect(bucket.written.get('set/train-data.lst')).to.equal(bucket.written.get('set/runs/run-2/train-data.lst'));
  });

  it('that agree both keep their labels', async () => {
    const bucket = new LabelledBucket();
    await bucket.run('run-1', ['cat', 'dog', 'emu']);
    await bucket.run('run-2', ['cat', 'dog']);
    await bucket.keep('run-1');
    await bucket.keep('run-2');
    expect(bucket.labels()).to.deep.include({ labels: { cat: 0, dog: 1, emu: 2 } });
    expect(bucket.labels().training).to.deep.include({ executionName: 'run-2' });
  });

  it('that gave one label to two classes cannot both: the second one fails and says what differs', async () => {
    const bucket = new LabelledBucket();
    await bucket.trained('run-0', ['cat', 'dog']);
    await bucket.run('run-1', ['cat', 'dog', 'emu']);
    await bucket.run('run-2', ['cat', 'dog', 'fox']);
    await bucket.keep('run-1');
    const before = bucket.labels();
    expect(await refusal(bucket.keep('run-2'))).to.equal(
      'LabelsChangedError: the model model-of-run-2 was saved with labels that s3://pictures/set/labels.json has had otherwise since the execution run-1: 2 is "emu", not "fox"; do not use it, and start a new execution',
    );
    expect(bucket.labels()).to.deep.equal(before);
  });

  it('that write in the same moment are told by S3, and the second looks again', async () => {
    const bucket = new LabelledBucket();
    await bucket.run('run-1', ['cat', 'dog']);
    await bucket.run('run-2', ['cat', 'dog']);
    const other = new Map(bucket.written);
    const s3 = bucket.s3([]);
    // The other run writes between this one's look and its write.
    const send = async (command: { readonly constructor: { readonly name: string } }) => {
      if (command.constructor.name === 'PutObjectCommand' && !other.has(LABELS)) {
        await bucket.keep('run-1');
        other.set(LABELS, bucket.written.get(LABELS) ?? '');
        s3.written.set(LABELS, other.get(LABELS) ?? '');
      }
      return s3.sender.send(command as never);
    };
    const event = { executionName: 'run-2', modelName: 'second' };
    expect(await keepLabels({ send } as never, SETTINGS, event)).to.deep.equal({ key: LABELS, numClasses: 2 });
    expect(s3.calls.filter((call) => call === 'PutObject')).to.have.length(2);
    expect(JSON.parse(s3.written.get(LABELS) ?? '').training.modelName).to.equal('second');
  });

  it('and a third that always writes first end with the words of S3', async () => {
    const bucket = new LabelledBucket();
    await bucket.run('run-1', ['cat', 'dog']);
    const s3 = bucket.s3([]);
    let writes = 0;
    const send = (command: { readonly constructor: { readonly name: string } }) => {
      if (command.constructor.name === 'PutObjectCommand') {
        writes += 1;
        return Promise.reject(Object.assign(new Error('not met'), { name: 'PreconditionFailed' }));
      }
      return s3.sender.send(command as never);
    };
    const error = await errorOf(keepLabels({ send } as never, SETTINGS, { executionName: 'run-1', modelName: 'm' }));
    expect(error.message).to.equal('writing s3://pictures/set/labels.json failed: PreconditionFailed: not met');
    expect(writes).to.equal(5);
  });

  it('whose own file is not there is told so', async () => {
    expect(await refusal(new LabelledBucket().keep('run-9'))).to.match(
      /^LabelsFileError: s3:\/\/pictures\/set\/runs\/run-9\/labels\.json is not there: its run wrote it/,
    );
  });
});

describe('a run on the images of the last training', () => {
  it('has nothing to do, in its result and its report', async () => {
    const bucket = new LabelledBucket();
    const first = await bucket.trained('run-1', ['cat', 'dog']);
    expect(first.decision).to.deep.equal({ train: true, reason: 'no model of this data set was saved yet' });
    const { decision } = await bucket.run('run-2', ['cat', 'dog']);
    expect(decision).to.deep.equal({
      train: false,
      reason:
        'neither images nor the training request have changed since the execution run-1, which saved the model model-of-run-1',
    });
    expect(JSON.parse(bucket.written.get('set/dataset-report.json') ?? '').decision).to.deep.equal(decision);
  });

  it('counts changes since that training, however many runs came between', async () => {
    const bucket = new LabelledBucket();
    await bucket.trained('run-1', ['cat', 'dog']);
    await bucket.run('run-2', ['cat', 'dog', 'emu']);
    const { changes } = await bucket.run('run-3', ['cat', 'dog', 'emu', 'fox']);
    expect(changes).to.deep.include({ since: 'run-1', imagesAdded: 4, classesNew: 2 });
  });

  it('trains, with a warning, where the files of that training are gone', async () => {
    const bucket = new LabelledBucket();
    await bucket.trained('run-1', ['cat', 'dog']);
    bucket.written = new Map([...bucket.written].filter(([key]) => !key.startsWith('set/runs/')));
    const { decision, warnings } = await bucket.run('run-2', ['cat', 'dog', 'emu']);
    expect(decision.train).to.equal(true);
    expect(warnings).to.deep.equal([
      'what has changed since the last report is not known: s3://pictures/set/runs/run-1/dataset-report.json is not there any more',
    ]);
  });
});
