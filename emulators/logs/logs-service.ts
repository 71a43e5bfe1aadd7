import type { GuardedService } from '../core/emulated-service.ts';
import { validatedOperations } from '../core/validation/request-validation.ts';
import { handleJson, type JsonOperations, type JsonProtocol } from '../core/wire/wire-json.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { getLogEvents } from './get-log-events.ts';
import { groupOperations } from './group-operations.ts';
import { LogStore } from './log-store.ts';
import { logsAuthorization } from './logs-authorization.ts';
import { refusedByModel } from './logs-input.ts';
import { logsModel } from './logs-model.ts';
import { putLogEvents } from './put-log-events.ts';
import { streamOperations } from './stream-operations.ts';

const PROTOCOL: JsonProtocol = { serviceId: 'logs', targetPrefix: 'Logs_20140328', version: '1.1' };

export interface LogsServiceOptions {
  readonly dataFolder: string;
  readonly region: string;
  readonly accountId: string;
}

/** CloudWatch Logs: groups, streams, events, tags. Every change is on disk before its answer is sent. */
export function createLogsService({ dataFolder, region, accountId }: LogsServiceOptions): GuardedService {
  const store = new LogStore(dataFolder);
  const arnPrefix = `arn:aws:logs:${region}:${accountId}`;
  const operations: JsonOperations = validatedOperations(
    logsModel,
    {
      ...groupOperations(store, arnPrefix),
      ...streamOperations(store, arnPrefix),
      PutLogEvents: (input) => putLogEvents(input, store),
      GetLogEvents: (input) => getLogEvents(input, store),
      FilterLogEvents: (input) => filterLogEvents(input, store),
    },
    { refusal: refusedByModel },
  );
  return {
    signingName: 'logs',
    targetPrefix: PROTOCOL.targetPrefix,
    authorization: logsAuthorization({ region, accountId }),
    handle: (request) => handleJson(request, PROTOCOL, operations),
    close: async () => {},
  };
}
