import { expect } from 'chai';
import { rule } from '../../support/rule.ts';
import { useTrainingFixture } from './training-fixture.ts';

const TABLE = 'sagemaker-algorithm';
const FACTS = 'training-failures.json';

describe('hyperparameters of the image-classification algorithm beside others, the images and the instance', () => {
  const lab = useTrainingFixture();

  /** Status, reason and log of a job with these hyperparameters beside good ones. */
  const withParameters = (hyperParameters: Readonly<Record<string, string | undefined>>) =>
    lab().run({ hyperParameters });

  rule(
    {
      table: TABLE,
      id: 'hp.checkpointFrequency',
      aws: 'wants checkpoint_frequency to be no greater than epochs',
      here: 'same',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      expect((await withParameters({ epochs: '1', checkpoint_frequency: '2' })).reason).to.equal(
        'ClientError: [rehearsal] checkpoint_frequency 2 must be no greater than epochs 1: no checkpoint would be kept.',
      );
      expect((await withParameters({ epochs: '1', checkpoint_frequency: '1' })).status).to.equal('Completed');
    },
  );

  rule(
    {
      table: TABLE,
      id: 'hp.numLayersPretrained',
      aws: 'has pretrained weights for num_layers 18, 34, 50, 101, 152 and 200 only',
      here: 'same',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      expect(
        (await withParameters({ use_pretrained_model: '1', num_layers: '20', image_shape: '3,224,224' })).reason,
      ).to.equal(
        'ClientError: [rehearsal] use_pretrained_model=1 needs num_layers 18, 34, 50, 101, 152 or 200, not 20.',
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'hp.pretrainedShape',
      aws: 'has pretrained weights for images of 224 by 224 only',
      here: 'same',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      expect((await withParameters({ use_pretrained_model: '1', num_layers: '50' })).reason).to.equal(
        'ClientError: [rehearsal] use_pretrained_model=1 needs an image_shape of 224 by 224 pixels, not 32 by 32.',
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'hp.resizeMissing',
      aws: 'documents resize as required for image files, while jobs without it are known',
      here: 'same',
      note: 'trains, with a line in the log',
      wording: 'none',
      source: FACTS,
    },
    async () => {
      const { status, log } = await withParameters({ resize: undefined });
      expect(status).to.equal('Completed');
      expect(log.filter((line) => line.startsWith('[rehearsal] resize is not set'))).to.have.length(1);
    },
  );

  rule(
    {
      table: TABLE,
      id: 'hp.numTrainingSamples',
      aws: 'does not fail for another num_training_samples than there are images',
      here: 'same',
      note: 'trains, with a line in the log',
      wording: 'none',
      source: 'ic-hyperparameters.json',
    },
    async () => {
      const { status, log } = await withParameters({ num_training_samples: '9' });
      expect(status).to.equal('Completed');
      expect(log).to.include('[rehearsal] num_training_samples is 9, but there are 8 images.');
    },
  );

  rule(
    {
      table: TABLE,
      id: 'hp.topK',
      aws: 'wants top_k to be greater than 1; more than num_classes is not documented, and MXNet takes it for num_classes',
      here: 'same',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      expect((await withParameters({ top_k: '1' })).reason).to.equal(
        "ClientError: [rehearsal] The value '1' is not valid for the 'top_k' hyperparameter: it must be at least 2.",
      );
      const { status, log } = await withParameters({ top_k: '3' });
      expect(status).to.equal('Completed');
      expect(log).to.include('Epoch[0] Train-top_k_accuracy_3=1.000000');
    },
  );

  rule(
    {
      table: TABLE,
      id: 'hp.weightedLossSingleLabel',
      aws: 'documents use_weighted_loss for multi_label=1 only; whether it minds is unknown',
      here: 'same',
      note: 'trains, with a line in the log',
      wording: 'none',
      source: FACTS,
    },
    async () => {
      const { status, log } = await withParameters({ use_weighted_loss: '1' });
      expect(status).to.equal('Completed');
      expect(log).to.include('[rehearsal] use_weighted_loss is documented for multi_label=1 only: it has no effect.');
    },
  );

  rule(
    {
      table: TABLE,
      id: 'gpu.oom',
      aws: 'fails where the model or a batch is too large for the GPU',
      here: 'differs',
      note: 'only for more classes than a GPU of 16 GiB can hold; the memory that images take is not reckoned',
      wording: 'AWS',
      source: FACTS,
    },
    async () => {
      expect((await withParameters({ num_classes: '1000000000' })).reason).to.equal(
        'ClientError: Out of Memory. Please use a larger instance type or reduce batch size. For additional hyper-parameters that may have an effect on memory usage, please check the algorithm documentation.',
      );
    },
  );
});
