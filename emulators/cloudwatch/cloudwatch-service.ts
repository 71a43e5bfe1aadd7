import { join } from 'node:path';
import type { GuardedService } from '../core/emulated-service.ts';
import { RecordStore } from '../core/storage/record-store.ts';
import { refusalWith, validatedInput } from '../core/validation/request-validation.ts';
import { notImplemented } from '../core/wire/aws-error.ts';
import { ALARMS, alarmOperations } from './alarms.ts';
import { cloudWatchAuthorization } from './cloudwatch-authorization.ts';
import { cloudWatchModel, operationNames } from './cloudwatch-model.ts';
import { DASHBOARDS, dashboardOperations, type KeptOperation } from './dashboards.ts';
import { getMetricData } from './get-metric-data.ts';
import { getMetricStatistics } from './get-metric-statistics.ts';
import { listMetrics } from './list-metrics.ts';
import { MetricStore } from './metric-store.ts';
import { putMetricData } from './put-metric-data.ts';
import type {
  GetMetricDataInput,
  GetMetricStatisticsInput,
  ListMetricsInput,
  PutMetricDataInput,
} from './request-types.ts';
import { handleAnyProtocol } from './wire/any-protocol.ts';
import type { Answer, RunOperation } from './wire/cloudwatch-operation.ts';

const REFUSAL = refusalWith('ValidationError');

export interface CloudWatchOptions {
  readonly dataFolder: string;
  readonly region: string;
  readonly accountId: string;
}

/** CloudWatch's metrics, alarms and dashboards, on each of its three protocols. Every data point is on disk before its answer is sent. */
export function createCloudWatchService({ dataFolder, ...owner }: CloudWatchOptions): GuardedService {
  const store = new MetricStore(dataFolder);
  const kept: Readonly<Record<string, KeptOperation>> = {
    ...alarmOperations(new RecordStore(join(dataFolder, 'alarms'), ALARMS), owner),
    ...dashboardOperations(new RecordStore(join(dataFolder, 'dashboards'), DASHBOARDS), owner),
  };
  const run: RunOperation = (operation, written, types) => {
    if (!operationNames().includes(operation)) throw notImplemented('monitoring', operation);
    const input = validatedInput(cloudWatchModel(), operation, written, { types, refusal: REFUSAL });
    return kept[operation]?.(input) ?? answer(operation, input, store);
  };
  return {
    signingName: 'monitoring',
    targetPrefix: 'GraniteServiceVersion20100801',
    authorization: cloudWatchAuthorization(),
    handle: (request) => handleAnyProtocol(request, run),
    close: async () => {},
  };
}

/** The validator has checked every member: hence the casts. */
function answer(operation: string, input: object, store: MetricStore): Answer {
  const nowMs = Date.now();
  if (operation === 'GetMetricStatistics') return getMetricStatistics(input as GetMetricStatisticsInput, store, nowMs);
  if (operation === 'GetMetricData') return getMetricData(input as GetMetricDataInput, store, nowMs);
  if (operation === 'ListMetrics') return listMetrics(input as ListMetricsInput, store, nowMs);
  putMetricData(input as PutMetricDataInput, store, nowMs);
  return {};
}
