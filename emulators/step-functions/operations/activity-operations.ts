import type { CallContext, JsonObject, JsonOperations } from '../../core/wire/wire-json.ts';
import type { ActivityRecord } from '../executions/activity-store.ts';
import { activityDoesNotExist } from './api-errors.ts';
import { activityArn, checkArn, checkName } from './names.ts';
import { RequestMembers } from './request-members.ts';
import { resultPage } from './result-page.ts';
import type { ServiceState } from './service-state.ts';
import { OWNED_KEY } from './state-machines/existing-machine.ts';
import { readTags } from './state-machines/machine-settings.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html */
export function activityOperations(state: ServiceState): JsonOperations {
  return {
    CreateActivity: (input) => create(state, input),
    DescribeActivity: (input) => ({ ...describe(existing(state, input)), ...OWNED_KEY }),
    ListActivities: (input) => list(state, input),
    DeleteActivity: (input) => {
      state.activities.delete(readArn(input));
      return {};
    },
    GetActivityTask: (input, context) => take(state, input, context),
  };
}

function readArn(input: JsonObject): string {
  return checkArn(new RequestMembers(input).requiredText('activityArn'));
}

function existing(state: ServiceState, input: JsonObject): ActivityRecord {
  const arn = readArn(input);
  const activity = state.activities.find(arn);
  if (activity === undefined) throw activityDoesNotExist(arn);
  return activity;
}

/** The same name again is the activity that is there, whatever its tags. */
function create(state: ServiceState, input: JsonObject): object {
  const members = new RequestMembers(input);
  const name = checkName(members.requiredText('name'));
  const arn = activityArn(state.owner, name);
  const known = state.activities.find(arn);
  const activity = known ?? { activityArn: arn, name, createdMs: Date.now(), tags: readTags(members.list('tags')) };
  if (known === undefined) state.activities.put(activity);
  return { activityArn: arn, creationDate: activity.createdMs / 1000 };
}

function describe({ activityArn: arn, name, createdMs }: ActivityRecord): object {
  return { activityArn: arn, name, creationDate: createdMs / 1000 };
}

function list(state: ServiceState, input: JsonObject): object {
  const all = [...state.activities.all()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, nextToken } = resultPage(all, new RequestMembers(input), ({ name }) => name);
  const activities = items.map(describe);
  return nextToken === undefined ? { activities } : { activities, nextToken };
}

/** Waits for a task as long as AWS does; then there is neither token nor input. */
async function take(state: ServiceState, input: JsonObject, { signal }: CallContext): Promise<object> {
  const { activityArn: arn } = existing(state, input);
  const workerName = new RequestMembers(input).text('workerName');
  const patience = AbortSignal.any([signal, AbortSignal.timeout(state.activityPollMs)]);
  const task = await state.activities.queues.take(arn, patience);
  if (task === undefined) return { taskToken: null, input: null };
  task.taken(workerName);
  return { taskToken: task.token, input: task.input };
}
