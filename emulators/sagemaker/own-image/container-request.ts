import type { AwsAccess } from '../../core/aws-clients.ts';
import type { TrainingJobRecord } from '../training-jobs/training-job-record.ts';
import type { ContainerRequest } from './training-containers.ts';

/**
 * How SageMaker starts a training image: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-dockerfile.html.
 * `access` carries the role's credentials, and the endpoint as the container sees it.
 */
export function containerRequest(job: TrainingJobRecord, access: AwsAccess): ContainerRequest {
  const { AlgorithmSpecification: algorithm, EnableNetworkIsolation: isIsolated = false } = job.request;
  const { ContainerEntrypoint: entrypoint, ContainerArguments: given } = algorithm ?? {};
  return {
    jobName: job.name,
    image: algorithm?.TrainingImage ?? '',
    ...(entrypoint === undefined ? {} : { entrypoint }),
    arguments: given ?? (entrypoint === undefined ? ['train'] : []),
    environment: {
      AWS_REGION: access.region,
      AWS_DEFAULT_REGION: access.region,
      // An isolated container gets no credentials on AWS either: there is nothing that it could reach with them.
      ...(isIsolated ? {} : accessVariables(access)),
      TRAINING_JOB_NAME: job.name,
      TRAINING_JOB_ARN: job.arn,
      ...job.request.Environment,
    },
    isIsolated,
  };
}

/** AWS serves credentials at an address that only AWS's own network has; every SDK reads these as well. */
function accessVariables({ endpointUrl, credentials }: AwsAccess): Record<string, string> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return {
    AWS_ENDPOINT_URL: endpointUrl,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
  };
}
