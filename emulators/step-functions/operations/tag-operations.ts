import type { JsonObject, JsonOperations } from '../../core/wire/wire-json.ts';
import { resourceNotFound } from './api-errors.ts';
import { checkArn } from './names.ts';
import { RequestMembers } from './request-members.ts';
import type { ServiceState } from './service-state.ts';
import { readTags } from './state-machines/machine-settings.ts';

export function tagOperations(state: ServiceState): JsonOperations {
  return {
    ListTagsForResource: (input) => ({
      tags: Object.entries(tagged(state, input).tags).map(([key, value]) => ({ key, value })),
    }),
    TagResource: (input) => {
      const { tags, set } = tagged(state, input);
      set({ ...tags, ...readTags(new RequestMembers(input).list('tags')) });
      return {};
    },
    UntagResource: (input) => {
      const { tags, set } = tagged(state, input);
      const removed = new Set(new RequestMembers(input).list('tagKeys') ?? []);
      set(Object.fromEntries(Object.entries(tags).filter(([key]) => !removed.has(key))));
      return {};
    },
  };
}

type Tags = Readonly<Record<string, string>>;

interface Tagged {
  readonly tags: Tags;
  readonly set: (tags: Tags) => void;
}

/** A state machine or an activity. */
function tagged({ machines, activities }: ServiceState, input: JsonObject): Tagged {
  const arn = checkArn(new RequestMembers(input).requiredText('resourceArn'));
  const machine = machines.find(arn);
  if (machine !== undefined) return { tags: machine.tags, set: (tags) => machines.change(machine, { tags }) };
  const activity = activities.find(arn);
  if (activity === undefined) throw resourceNotFound(arn);
  return { tags: activity.tags, set: (tags) => activities.put({ ...activity, tags }) };
}
