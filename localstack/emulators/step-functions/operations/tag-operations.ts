import type { JsonObject, JsonOperations } from '../../wire-json.ts';
import type { StateMachineRecord } from '../executions/state-machine-record.ts';
import { resourceNotFound } from './api-errors.ts';
import { readTags } from './machine-settings.ts';
import { checkArn } from './names.ts';
import { RequestMembers } from './request-members.ts';
import type { ServiceState } from './service-state.ts';

export function tagOperations(state: ServiceState): JsonOperations {
  return {
    ListTagsForResource: (input) => ({
      tags: Object.entries(tagged(state, input).tags).map(([key, value]) => ({ key, value })),
    }),
    TagResource: (input) => {
      const machine = tagged(state, input);
      const tags = { ...machine.tags, ...readTags(new RequestMembers(input).list('tags')) };
      state.machines.change(machine, { tags });
      return {};
    },
    UntagResource: (input) => {
      const machine = tagged(state, input);
      const removed = new Set(new RequestMembers(input).list('tagKeys') ?? []);
      const kept = Object.entries(machine.tags).filter(([key]) => !removed.has(key));
      state.machines.change(machine, { tags: Object.fromEntries(kept) });
      return {};
    },
  };
}

function tagged(state: ServiceState, input: JsonObject): StateMachineRecord {
  const arn = checkArn(new RequestMembers(input).arn('resourceArn'));
  const machine = state.machines.find(arn);
  if (machine === undefined) throw resourceNotFound(arn);
  return machine;
}
