import { expect } from 'chai';
import { configFiles } from '../../../../../emulators/sagemaker/own-image/config-files.ts';
import { rule } from '../../../../support/rule.ts';

const PAGE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html';

const base = {
  TrainingJobName: 'job',
  RoleArn: 'arn:aws:iam::000000000000:role/training',
  OutputDataConfig: { S3OutputPath: 's3://data/out' },
};
const AlgorithmSpecification = { TrainingImage: 'mine', TrainingInputMode: 'File' as const };
const DataSource = { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: 's3://data/train' } };

describe('the files of /opt/ml/input/config', () => {
  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.inputdataconfig',
      aws: 'inputdataconfig.json describes each channel',
      here: 'same',
      wording: 'none',
      source: PAGE,
    },
    () => {
      const InputDataConfig = [
        { ChannelName: 'train', ContentType: 'trainingContentType', DataSource },
        { ChannelName: 'evaluation', ContentType: 'evalContentType', DataSource },
        { ChannelName: 'validation', DataSource },
      ];
      expect(configFiles({ ...base, AlgorithmSpecification, InputDataConfig })['inputdataconfig.json']).to.deep.equal({
        train: {
          ContentType: 'trainingContentType',
          TrainingInputMode: 'File',
          S3DistributionType: 'FullyReplicated',
          RecordWrapperType: 'None',
        },
        evaluation: {
          ContentType: 'evalContentType',
          TrainingInputMode: 'File',
          S3DistributionType: 'FullyReplicated',
          RecordWrapperType: 'None',
        },
        validation: { TrainingInputMode: 'File', S3DistributionType: 'FullyReplicated', RecordWrapperType: 'None' },
      });
      // FastFile is written as File, so that a program need not know it.
      const streamed = [{ ChannelName: 'train', InputMode: 'FastFile' as const, DataSource }];
      const files = configFiles({ ...base, AlgorithmSpecification, InputDataConfig: streamed });
      expect(files['inputdataconfig.json']).to.deep.equal({
        train: { TrainingInputMode: 'File', S3DistributionType: 'FullyReplicated', RecordWrapperType: 'None' },
      });
    },
  );

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.hyperparameters',
      aws: 'hyperparameters.json holds the hyperparameters, every value a string',
      here: 'same',
      wording: 'none',
      source: PAGE,
    },
    () => {
      const HyperParameters = { epochs: '10', sagemaker_program: '"train.py"' };
      const files = configFiles({ ...base, AlgorithmSpecification, HyperParameters });
      expect(JSON.stringify(files['hyperparameters.json'])).to.equal(
        '{"epochs":"10","sagemaker_program":"\\"train.py\\""}',
      );
      expect(configFiles({ ...base, AlgorithmSpecification })['hyperparameters.json']).to.deep.equal({});
    },
  );

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.resourceconfig',
      aws: 'resourceconfig.json names the hosts, the instance type and group, and the network interface',
      here: 'same',
      wording: 'none',
      source: `${PAGE}; SM_RESOURCE_CONFIG in public logs of real jobs`,
    },
    () => {
      const ResourceConfig = { InstanceType: 'ml.c5.xlarge' as const, InstanceCount: 1, VolumeSizeInGB: 1 };
      const files = configFiles({ ...base, AlgorithmSpecification, ResourceConfig });
      expect(files['resourceconfig.json']).to.deep.equal({
        current_group_name: 'homogeneousCluster',
        current_host: 'algo-1',
        current_instance_type: 'ml.c5.xlarge',
        hosts: ['algo-1'],
        instance_groups: [
          { hosts: ['algo-1'], instance_group_name: 'homogeneousCluster', instance_type: 'ml.c5.xlarge' },
        ],
        network_interface_name: 'eth0',
      });
    },
  );
});
