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
  const { problems, integrations, machineType } = validation;
  checkLimits(state, location, problems);
  validateCredentials(state['Credentials'], `${location}/Credentials`, language, problems);
  const { Resource } = state;
  const Parameters = state['Parameters'] ?? state['Arguments'];
  const field = state['Parameters'] === undefined ? 'Arguments' : 'Parameters';
  if (typeof Resource !== 'string') return;
  const where = `${location}/Resource`;
  if (!Resource.startsWith('arn:')) {
    problems.schema(where, 'Value is not a valid resource ARN');
    return;
  }
  if (parseResource(Resource).kind === 'unknown') {
    problems.schema(where, unknownResource(Resource));
    return;
  }
  const unfit = machineType === 'EXPRESS' ? expressProblem(Resource) : undefined;
  if (unfit !== undefined) {
    problems.schema(where, unfit);
    return;
  }
  const integration = integrations.find(Resource);
  if (integration === undefined) {
    problems.schema(where, unknownResource(Resource));
    return;
  }
  if (integration.isEmulated === false) {
    problems.warn(
      'NOT_EMULATED',
      where,
      `[rehearsal] ${Resource} is not emulated: the state fails unless it is mocked`,
    );
  }
  if (integration.parameters === undefined || !isRecord(Parameters)) return;
  for (const problem of parameterProblems(Parameters, integration.parameters)) {
    problems.schema(`${location}/${field}`, problem);
  }
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
