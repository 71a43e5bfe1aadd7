import type { WireRequest } from '../core/http/http-exchange.ts';

/** By method and path: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Operations.html, its services but the first. */
const OPERATIONS: readonly [RegExp, string, string][] = [
  [/^POST \/endpoints\/[^/]+\/invocations$/, 'sagemaker-runtime', 'InvokeEndpoint'],
  [/^POST \/endpoints\/[^/]+\/async-invocations$/, 'sagemaker-runtime', 'InvokeEndpointAsync'],
  [/^POST \/endpoints\/[^/]+\/invocations-response-stream$/, 'sagemaker-runtime', 'InvokeEndpointWithResponseStream'],
  [/^PUT \/BatchPutMetrics$/, 'sagemaker-metrics', 'BatchPutMetrics'],
  [/^POST \/BatchGetMetrics$/, 'sagemaker-metrics', 'BatchGetMetrics'],
  [/^GET \/FeatureGroup\/[^/]+$/, 'sagemaker-featurestore-runtime', 'GetRecord'],
  [/^PUT \/FeatureGroup\/[^/]+$/, 'sagemaker-featurestore-runtime', 'PutRecord'],
  [/^DELETE \/FeatureGroup\/[^/]+$/, 'sagemaker-featurestore-runtime', 'DeleteRecord'],
  [/^POST \/BatchGetRecord$/, 'sagemaker-featurestore-runtime', 'BatchGetRecord'],
  [/^POST \/GetDeployments$/, 'sagemaker-edge', 'GetDeployments'],
  [/^POST \/GetDeviceRegistration$/, 'sagemaker-edge', 'GetDeviceRegistration'],
  [/^POST \/SendHeartbeat$/, 'sagemaker-edge', 'SendHeartbeat'],
];

/** SageMaker's other services sign with its name, but have paths instead of targets; undefined for a request to SageMaker itself. */
export function siblingOperation({
  method,
  target,
  headers,
}: WireRequest): readonly [service: string, operation: string] | undefined {
  const path = target.replace(/\?.*$/s, '');
  if (headers['x-amz-target'] !== undefined || path === '/') return undefined;
  const place = `${method} ${path}`;
  const [, service = 'sagemaker', operation = place] = OPERATIONS.find(([pattern]) => pattern.test(place)) ?? [];
  return [service, operation];
}
