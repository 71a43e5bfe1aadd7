import { CreateTrainingJobCommand, type CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { IMAGE, trainingRequest } from '../../unit/emulators/sagemaker/support/sagemaker-fixture.ts';
import { expectInvalid, refusedJob, serviceRule } from './service-rule.ts';

// What AWS refuses in words that are not known. Source of each: the documentation text of the API model (botocore 1.44.5).

type Changes = Partial<CreateTrainingJobRequest>;

const image = (TrainingImage: string): Changes => ({
  AlgorithmSpecification: { TrainingImage, TrainingInputMode: 'File' },
});
const EU_IMAGE = '685385470294.dkr.ecr.eu-west-1.amazonaws.com/image-classification:1';

function refusals(id: string, aws: string, cases: readonly (readonly [Changes, string])[]): void {
  const source = 'API model, documentation text of "CreateTrainingJob"';
  serviceRule({ id, aws, here: 'same', wording: 'ours', source }, async (fixture) => {
    for (const [changes, message] of cases) {
      expectInvalid(await refusedJob(fixture, changes), `[rehearsal] ${message}`);
    }
  });
}

describe('the rules of training requests whose words are not known', () => {
  refusals('training.unknown.bothImageAndAlgorithm', 'one of TrainingImage and AlgorithmName must be given', [
    [
      { AlgorithmSpecification: { TrainingInputMode: 'File' } },
      `AlgorithmSpecification has no TrainingImage; for image-classification use ${IMAGE}`,
    ],
    [
      { AlgorithmSpecification: { TrainingInputMode: 'File', TrainingImage: IMAGE, AlgorithmName: 'mine' } },
      `AlgorithmSpecification has both TrainingImage '${IMAGE}' and AlgorithmName 'mine': give one of them`,
    ],
  ]);

  refusals('training.unknown.maxWait', 'Spot training needs MaxWaitTimeInSeconds of at least MaxRuntimeInSeconds', [
    [{ EnableManagedSpotTraining: true }, 'MaxWaitTimeInSeconds is missing: managed Spot training needs it'],
    [
      { EnableManagedSpotTraining: true, StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 59 } },
      'MaxWaitTimeInSeconds 59 is below MaxRuntimeInSeconds 60: it must be equal or greater',
    ],
  ]);

  serviceRule(
    {
      id: 'training.waitWithoutSpot',
      aws: 'MaxWaitTimeInSeconds is for Spot training only, whatever its value',
      here: 'same',
      wording: 'AWS',
      source: 'Kenza-AI/sagify#111 and aws/sagemaker-python-sdk#4140',
    },
    async (fixture) => {
      for (const MaxWaitTimeInSeconds of [59, 60]) {
        const StoppingCondition = { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds };
        expectInvalid(
          await refusedJob(fixture, { StoppingCondition }),
          'Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true',
        );
      }
    },
  );

  refusals('training.unknown.maxRuntime', 'a job may run for at most 28 days', [
    [
      { StoppingCondition: { MaxRuntimeInSeconds: 2_419_201 } },
      'MaxRuntimeInSeconds 2419201 is above 28 days (2419200)',
    ],
  ]);

  refusals('training.unknown.imageRegion', "the image must be in the job's region", [
    [image(EU_IMAGE), `TrainingImage '${EU_IMAGE}' belongs to eu-west-1, the job runs in us-east-1: use ${IMAGE}`],
  ]);

  refusals('training.unknown.imageMissing', 'the image must be there', [
    [
      image(IMAGE.replace(':1', ':9')),
      `TrainingImage '${IMAGE.replace(':1', ':9')}' has a tag that image-classification does not have: use ${IMAGE}`,
    ],
  ]);

  refusals('training.unknown.outputBucket', 'the bucket of OutputDataConfig must be there', [
    [
      { OutputDataConfig: { S3OutputPath: 's3://absent/x' } },
      "bucket 'absent' of OutputDataConfig.S3OutputPath 's3://absent/x' does not exist: create it first",
    ],
  ]);

  refusals('training.unknown.duplicateChannel', 'names of channels are unique', [
    [
      { InputDataConfig: [1, 2].flatMap(() => trainingRequest('job').InputDataConfig ?? []) },
      "channel 'train' is given more than once: channel names must be unique",
    ],
  ]);

  refusals('training.unknown.missingResourceConfig', 'a job of a built-in algorithm needs all three parts', [
    [
      { AlgorithmSpecification: undefined, ResourceConfig: undefined, StoppingCondition: undefined },
      ['AlgorithmSpecification', 'ResourceConfig', 'StoppingCondition']
        .map((part) => `${part} is missing: a training job of a built-in algorithm needs it`)
        .join('; '),
    ],
  ]);

  const preferences = (...types: readonly string[]) =>
    types.map((InstanceType) => ({ InstanceType: InstanceType as 'ml.g5.xlarge', InstanceCount: 1 }));

  refusals(
    'training.instancePreferences',
    'InstancePreferences exclude InstanceType and Spot, and have a count each or none',
    [
      [
        {
          EnableManagedSpotTraining: true,
          StoppingCondition: { MaxRuntimeInSeconds: 1, MaxWaitTimeInSeconds: 1 },
          ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstancePreferences: preferences('ml.p3.2xlarge') },
        },
        'ResourceConfig has both InstanceType and InstancePreferences: give one of them; ResourceConfig has both ' +
          'InstancePreferences and EnableManagedSpotTraining: give one of them',
      ],
      [
        { ResourceConfig: { InstanceCount: 1, InstancePreferences: preferences('ml.g5.xlarge') } },
        'InstanceCount is given in ResourceConfig and in InstancePreferences: give it in one of them',
      ],
      [
        { ResourceConfig: { InstancePreferences: [{ InstanceType: 'ml.g5.xlarge' }] } },
        'ResourceConfig.InstanceCount is missing',
      ],
      [
        { ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, SelectedInstanceType: 'ml.g5.xlarge' } },
        'ResourceConfig.SelectedInstanceType and SelectedInstanceCount are read-only: leave them out',
      ],
    ],
  );

  serviceRule(
    {
      id: 'training.instancePreferences.first',
      aws: 'the first preferred instance type that has capacity is selected',
      here: 'same',
      note: 'there is capacity for all',
      wording: 'none',
      source: 'API model, documentation text of "CreateTrainingJob"',
    },
    async (fixture) => {
      const ResourceConfig = { InstancePreferences: preferences('ml.p3.2xlarge', 'ml.c4.xlarge') };
      expectInvalid(
        await refusedJob(fixture, { ResourceConfig: { InstancePreferences: preferences('ml.c4.xlarge') } }),
        'Instance type ml.c4.xlarge is not supported by algorithm image-classification; only GPU instances are supported.',
      );
      await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job', 'finish', { ResourceConfig })));
      expect((await fixture.describe('job')).ResourceConfig).to.deep.equal({
        ...ResourceConfig,
        SelectedInstanceType: 'ml.p3.2xlarge',
        SelectedInstanceCount: 1,
      });
    },
  );
});
