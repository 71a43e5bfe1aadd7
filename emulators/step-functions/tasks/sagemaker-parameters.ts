/** Parameters that the optimized integrations take (developer guide, "Manage SageMaker with Step Functions", its edition of 2022). */
export const SAGEMAKER_PARAMETERS = {
  createEndpoint: { required: ['EndpointConfigName', 'EndpointName'], optional: ['Tags'] },
  createEndpointConfig: { required: ['EndpointConfigName', 'ProductionVariants'], optional: ['KmsKeyId', 'Tags'] },
  createHyperParameterTuningJob: {
    required: ['HyperParameterTuningJobConfig', 'HyperParameterTuningJobName'],
    optional: ['Tags', 'TrainingJobDefinition', 'WarmStartConfig'],
  },
  createLabelingJob: {
    required: ['HumanTaskConfig', 'InputConfig', 'LabelAttributeName', 'LabelingJobName', 'OutputConfig', 'RoleArn'],
    optional: ['LabelCategoryConfigS3Uri', 'LabelingJobAlgorithmsConfig', 'StoppingConditions', 'Tags'],
  },
  createModel: {
    required: ['ExecutionRoleArn', 'ModelName'],
    optional: ['Containers', 'EnableNetworkIsolation', 'PrimaryContainer', 'Tags', 'VpcConfig'],
  },
  createProcessingJob: {
    required: ['AppSpecification', 'ProcessingJobName', 'ProcessingResources', 'RoleArn'],
    optional: [
      'Environment',
      'ExperimentConfig',
      'NetworkConfig',
      'ProcessingInputs',
      'ProcessingOutputConfig',
      'StoppingCondition',
      'Tags',
    ],
  },
  createTrainingJob: {
    required: [
      'AlgorithmSpecification',
      'OutputDataConfig',
      'ResourceConfig',
      'RoleArn',
      'StoppingCondition',
      'TrainingJobName',
    ],
    // Those of Spot since 2021 (https://github.com/aws/aws-step-functions-data-science-sdk-python/issues/42 and 86).
    optional: [
      'CheckpointConfig',
      'EnableManagedSpotTraining',
      'HyperParameters',
      'InputDataConfig',
      'Tags',
      'VpcConfig',
    ],
  },
  createTransformJob: {
    required: ['ModelName', 'TransformInput', 'TransformJobName', 'TransformOutput', 'TransformResources'],
    optional: ['BatchStrategy', 'Environment', 'MaxConcurrentTransforms', 'MaxPayloadInMB', 'Tags'],
  },
  updateEndpoint: { required: ['EndpointConfigName', 'EndpointName'], optional: [] },
} as const;
