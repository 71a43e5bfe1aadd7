import { expect } from 'chai';
import { containerRequest } from '../../../../../emulators/sagemaker/own-image/container-request.ts';
import { newTrainingJob } from '../../../../../emulators/sagemaker/training-jobs/training-job-record.ts';
import { rule } from '../../../../support/rule.ts';

const ARN = 'arn:aws:sagemaker:us-east-1:000000000000:training-job/job';
const ACCESS = {
  endpointUrl: 'http://172.17.0.1:1234/secret',
  region: 'us-east-1',
  credentials: { accessKeyId: 'ASIA1', secretAccessKey: 'key', sessionToken: 'token' },
};

function requestOf(changes: object = {}, algorithm: object = {}) {
  const request = {
    TrainingJobName: 'job',
    RoleArn: 'arn:aws:iam::000000000000:role/training',
    AlgorithmSpecification: { TrainingImage: 'mine:1', TrainingInputMode: 'File' as const, ...algorithm },
    OutputDataConfig: { S3OutputPath: 's3://data/out' },
    ...changes,
  };
  return containerRequest(newTrainingJob(ARN, request, 0), ACCESS);
}

describe('a training container', () => {
  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.arguments',
      aws: 'the container is run with the argument train; ContainerEntrypoint and ContainerArguments replace it',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-dockerfile.html',
    },
    () => {
      expect(requestOf()).to.deep.include({ image: 'mine:1', arguments: ['train'] });
      expect(requestOf()).not.to.have.property('entrypoint');
      const entrypoint = ['python3', '/code/train.py'];
      const own = requestOf({}, { ContainerEntrypoint: entrypoint, ContainerArguments: ['--fast'] });
      expect(own).to.deep.include({ entrypoint, arguments: ['--fast'] });
      expect(requestOf({}, { ContainerEntrypoint: entrypoint })).to.deep.include({ entrypoint, arguments: [] });
      expect(requestOf({}, { ContainerArguments: ['fit'] })).to.deep.include({ arguments: ['fit'] });
    },
  );

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.environment',
      aws: 'TRAINING_JOB_NAME, TRAINING_JOB_ARN, the variables of Environment, and credentials of the role',
      here: 'differs',
      note: 'the credentials are in AWS_ACCESS_KEY_ID and its like, valid for an hour; AWS serves them, renewed, at AWS_CONTAINER_CREDENTIALS_RELATIVE_URI. AWS_ENDPOINT_URL leads to the local AWS',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html',
    },
    () => {
      expect(requestOf({ Environment: { MINE: 'x y' } }).environment).to.deep.equal({
        TRAINING_JOB_NAME: 'job',
        TRAINING_JOB_ARN: ARN,
        MINE: 'x y',
        AWS_REGION: 'us-east-1',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_ENDPOINT_URL: 'http://172.17.0.1:1234/secret',
        AWS_ACCESS_KEY_ID: 'ASIA1',
        AWS_SECRET_ACCESS_KEY: 'key',
        AWS_SESSION_TOKEN: 'token',
      });
    },
  );

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.isolation',
      aws: 'EnableNetworkIsolation: no network and no credentials',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html',
    },
    () => {
      const isolated = requestOf({ EnableNetworkIsolation: true });
      expect(isolated.isIsolated).to.equal(true);
      expect(Object.keys(isolated.environment)).to.have.members([
        'TRAINING_JOB_NAME',
        'TRAINING_JOB_ARN',
        'AWS_REGION',
        'AWS_DEFAULT_REGION',
      ]);
      expect(requestOf().isIsolated).to.equal(false);
    },
  );
});
