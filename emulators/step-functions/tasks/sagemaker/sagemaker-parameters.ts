/**
 * Members that the optimized integrations require (developer guide, "Manage SageMaker with Step Functions"); what else they take is the API's
 * own request, whose members AWS keeps up with (aws/aws-cdk#16779 and #18976 ask for those that a fixed list lacked).
 */
export const SAGEMAKER_REQUIRED = {
  createEndpoint: ['EndpointConfigName', 'EndpointName'],
  createEndpointConfig: ['EndpointConfigName', 'ProductionVariants'],
  createHyperParameterTuningJob: ['HyperParameterTuningJobConfig', 'HyperParameterTuningJobName'],
  createLabelingJob: [
    'HumanTaskConfig',
    'InputConfig',
    'LabelAttributeName',
    'LabelingJobName',
    'OutputConfig',
    'RoleArn',
  ],
  createModel: ['ExecutionRoleArn', 'ModelName'],
  createProcessingJob: ['AppSpecification', 'ProcessingJobName', 'ProcessingResources', 'RoleArn'],
  createTrainingJob: [
    'AlgorithmSpecification',
    'OutputDataConfig',
    'ResourceConfig',
    'RoleArn',
    'StoppingCondition',
    'TrainingJobName',
  ],
  createTransformJob: ['ModelName', 'TransformInput', 'TransformJobName', 'TransformOutput', 'TransformResources'],
  updateEndpoint: ['EndpointConfigName', 'EndpointName'],
} as const;
