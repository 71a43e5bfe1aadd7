import { isRecord, type JsonRecord } from '../language/json.ts';
import { parameterProblems } from '../tasks/parameter-shape.ts';
import { isActivityArn, parseResource } from '../tasks/resource-arn.ts';
import type { QueryLanguage } from './definition.ts';
import { validateCredentials } from './validate-credentials.ts';
import type { Validation } from './validation.ts';

/** Checks a Task's Resource, the parameters that it takes, and its time limits. */
export function validateTask(
  state: JsonRecord,
  location: string,
  language: QueryLanguage,
  validation: Validation,
): void {
  const { problems, integrations } = validation;
  checkLimits(state, location, problems);
  validateCredentials(state['Credentials'], `${location}/Credentials`, language, problems);
  const { Resource } = state;
  if (typeof Resource !== 'string') return;
  const where = `${location}/Resource`;
  const integration = integrations.find(Resource);
  const problem = resourceProblem(Resource, validation);
  if (problem !== undefined || integration === undefined) {
    problems.schema(where, problem ?? unknownResource(Resource));
    return;
  }
  if (integration.isEmulated === false) {
    const text = `[rehearsal] ${Resource} is not emulated: the state fails unless it is mocked`;
    problems.warn('NOT_EMULATED', where, text);
  }
  const field = state['Parameters'] === undefined ? 'Arguments' : 'Parameters';
  const given = state[field];
  if (integration.parameters === undefined || !isRecord(given)) return;
  for (const problem of parameterProblems(given, integration.parameters)) {
    problems.schema(`${location}/${field}`, problem);
  }
}

function resourceProblem(resource: string, { machineType }: Validation): string | undefined {
  if (!resource.startsWith('arn:')) return 'Value is not a valid resource ARN';
  if (parseResource(resource).kind === 'unknown') return unknownResource(resource);
  return machineType === 'EXPRESS' ? expressProblem(resource) : undefined;
}

/** Express state machines wait for nobody. The space at the end of the first text is AWS's. */
function expressProblem(resource: string): string | undefined {
  if (resource.endsWith('.waitForTaskToken')) {
    return "Express state machine does not support '.waitForTaskToken' service integration ";
  }
  if (/\.sync(:\d+)?$/.test(resource)) return "Express state machine does not support '.sync' service integration";
  return isActivityArn(resource) ? 'Express state machine does not support Activity ARN' : undefined;
}

function unknownResource(resource: string): string {
  return `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`;
}

function checkLimits(state: JsonRecord, location: string, problems: Validation['problems']): void {
  const { TimeoutSeconds, HeartbeatSeconds } = state;
  if (typeof TimeoutSeconds !== 'number' || typeof HeartbeatSeconds !== 'number') return;
  if (HeartbeatSeconds < TimeoutSeconds) return;
  problems.schema(`${location}/HeartbeatSeconds`, '[rehearsal] HeartbeatSeconds must be below TimeoutSeconds');
}
