import { isJsonObject, type JsonObject } from '../../../core/wire/wire-json.ts';
import type { HistoryEvent } from '../../engine/history.ts';
import type { ExecutionRecord } from '../../executions/execution-record.ts';
import { RequestMembers } from '../request-members.ts';
import { resultPage } from '../result-page.ts';
import type { ServiceState } from '../service-state.ts';
import { entriesOf } from './existing-execution.ts';

const EXECUTION_DATA = new Set(['input', 'output', 'parameters']);

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
export function getExecutionHistory(state: ServiceState, execution: ExecutionRecord, input: JsonObject): object {
  const members = new RequestMembers(input);
  const { executionArn } = execution;
  const recorded = entriesOf(state, execution);
  const ordered = members.flag('reverseOrder') === true ? recorded.toReversed() : recorded;
  const { items, nextToken } = resultPage(
    ordered,
    members,
    ({ id }) => `${executionArn}#${id}`,
    ({ sizeBytes }) => sizeBytes,
  );
  const page = items.flatMap((entry) => entry.read() ?? []);
  const events = members.flag('includeExecutionData') === false ? page.map(withoutData) : page;
  return nextToken === undefined ? { events } : { events, nextToken };
}

function withoutData(event: HistoryEvent): object {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => {
      if (!isJsonObject(value)) return [name, value];
      return [name, Object.fromEntries(Object.entries(value).filter(([member]) => !EXECUTION_DATA.has(member)))];
    }),
  );
}
