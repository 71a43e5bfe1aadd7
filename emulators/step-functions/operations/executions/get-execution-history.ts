import { isJsonObject, type JsonObject } from '../../../core/wire/wire-json.ts';
import type { HistoryEvent } from '../../engine/history.ts';
import type { ExecutionRecord } from '../../executions/execution-record.ts';
import type { EventList } from '../../executions/history-file.ts';
import { RequestMembers } from '../request-members.ts';
import { type Paged, pageBounds } from '../result-page.ts';
import type { ServiceState } from '../service-state.ts';
import { eventsOf } from './existing-execution.ts';

const EXECUTION_DATA = new Set(['input', 'output', 'parameters']);

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
export function getExecutionHistory(state: ServiceState, execution: ExecutionRecord, input: JsonObject): object {
  const members = new RequestMembers(input);
  const recorded = eventsOf(state, execution);
  const last = recorded.length - 1;
  const placeAt = members.flag('reverseOrder') === true ? (index: number) => last - index : (index: number) => index;
  const { start, end, ...more } = pageBounds(inOrder(recorded, placeAt, execution.executionArn), members);
  const page = recorded.read(Array.from({ length: end - start }, (_, index) => placeAt(start + index)));
  return { events: members.flag('includeExecutionData') === false ? page.map(withoutData) : page, ...more };
}

/** An order is its own inverse. */
function inOrder({ length, sizeAt }: EventList, placeAt: (index: number) => number, executionArn: string): Paged {
  const keyAt = (index: number) => `${executionArn}#${placeAt(index) + 1}`;
  return {
    length,
    keyAt,
    indexOf: (key) => {
      const index = placeAt(Number(key.slice(key.lastIndexOf('#') + 1)) - 1);
      return index >= 0 && index < length && keyAt(index) === key ? index : -1;
    },
    sizeAt: (index) => sizeAt(placeAt(index)),
  };
}

function withoutData(event: HistoryEvent): object {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => {
      if (!isJsonObject(value)) return [name, value];
      return [name, Object.fromEntries(Object.entries(value).filter(([member]) => !EXECUTION_DATA.has(member)))];
    }),
  );
}
