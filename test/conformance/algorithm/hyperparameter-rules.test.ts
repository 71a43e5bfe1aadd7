import { expect } from 'chai';
import { rule } from '../../support/rule.ts';
import { useTrainingFixture } from './training-fixture.ts';

const TABLE = 'sagemaker-algorithm';
const FACTS = 'training-failures.json';

describe('a hyperparameter of the image-classification algorithm by itself', () => {
  const lab = useTrainingFixture();

  /** Status, reason and log of a job with these hyperparameters beside good ones. */
  const withParameters = (hyperParameters: Readonly<Record<string, string | undefined>>) =>
    lab().run({ hyperParameters });

  rule(
    {
      table: TABLE,
      id: 'hp.unknown',
      aws: 'fails for names that it does not know',
      here: 'same',
      wording: 'AWS',
      source: FACTS,
    },
    async () => {
      const one = await withParameters({ 'augmentation type': 'crop' });
      expect(one.reason).to.equal(
        "ClientError: Additional hyperparameters are not allowed ('augmentation type' was unexpected)",
      );
      expect(one.log.at(-1)).to.match(
        /^\[.* ERROR \d+\] Customer Error: Additional hyperparameters are not allowed \('augmentation type' was unexpected\)$/u,
      );
      const two = await withParameters({ a: '1', b: '2' });
      expect(two.reason).to.equal("ClientError: Additional hyperparameters are not allowed ('a', 'b' were unexpected)");
      expect((await withParameters({ _tuning_objective_metric: 'validation:accuracy' })).status).to.equal('Completed');
    },
  );

  rule(
    {
      table: TABLE,
      id: 'hp.missing',
      aws: 'fails for required ones that are missing, all at once',
      here: 'same',
      wording: 'AWS',
      source: FACTS,
    },
    async () => {
      const { reason } = await withParameters({ num_classes: undefined, num_training_samples: undefined });
      expect(reason).to.equal(
        "ClientError: No value(s) were specified for 'num_classes', 'num_training_samples' which are required hyperparameter(s) (caused by ValidationError)",
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'hp.enum',
      aws: 'fails for a value that is none of the choices',
      here: 'same',
      wording: 'AWS',
      source: FACTS,
    },
    async () => {
      const { reason, log } = await withParameters({ optimizer: 'sdg', precision_dtype: 'float64' });
      expect(reason).to.equal(
        "ClientError: The value 'sdg' is not valid for the 'optimizer' hyperparameter which accepts one of the following: 'sgd', 'adam', 'rmsprop', 'nag' (caused by ValidationError)",
      );
      expect(log.at(-1)).to.contain(
        "Customer Error: The value 'float64' is not valid for the 'precision_dtype' hyperparameter",
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'hp.range',
      aws: 'fails for a number out of its range, quoting patterns of a schema that is not public',
      here: 'same',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      expect((await withParameters({ learning_rate: '1.5' })).reason).to.equal(
        "ClientError: [rehearsal] The value '1.5' is not valid for the 'learning_rate' hyperparameter: it must be between 0 and 1.",
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'hp.accessorType',
      aws: 'fails for a value that cannot be read as its type',
      here: 'same',
      note: 'for every number that is none; the schema may refuse some of them first, with the sentence of hp.range',
      wording: 'AWS',
      source: FACTS,
    },
    async () => {
      expect((await withParameters({ epochs: '2.5' })).reason).to.equal(
        "ClientError: The value for hyperparameter 'epochs' should be of type integer, but provided '2.5'. Please provide a valid 'integer' value and try again.",
      );
      expect((await withParameters({ momentum: 'high' })).reason).to.equal(
        "ClientError: The value for hyperparameter 'momentum' should be of type float, but provided 'high'. Please provide a valid 'float' value and try again.",
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'hp.lrSchedulerStep',
      aws: 'has no documented rule for epochs that are never reached; what it says of text that is no list is unknown',
      here: 'same',
      note: 'steps beyond epochs pass, a text that is no list of epochs fails',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      expect((await withParameters({ lr_scheduler_step: '10, 20' })).status).to.equal('Completed');
      expect((await withParameters({ lr_scheduler_step: '10;20' })).reason).to.equal(
        "ClientError: [rehearsal] The value '10;20' is not valid for the 'lr_scheduler_step' hyperparameter: it must be epochs separated by commas, such as '10, 20'.",
      );
    },
  );
});
