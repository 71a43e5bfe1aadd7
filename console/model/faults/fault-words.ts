/** A parameter of a fault, beside which ones it hits. */
export type FaultParameter = 'name' | 'operation' | 'for' | 'epochs';

export interface FaultWords {
  /** As docs/faults.md names it. */
  readonly kind: string;
  /** What happens, in words. */
  readonly what: string;
  readonly hits: 'jobs' | 'calls';
  readonly parameters: readonly FaultParameter[];
}

/** The menu. */
export const FAULT_MENU: readonly FaultWords[] = [
  {
    kind: 'capacity',
    what: 'No instance is found: the job fails while it is Starting, with a CapacityError.',
    hits: 'jobs',
    parameters: ['name'],
  },
  {
    kind: 'internal-error',
    what: 'The platform fails: the job fails while it is Starting, with an InternalServerError.',
    hits: 'jobs',
    parameters: ['name'],
  },
  {
    kind: 'slow-start',
    what: 'The job stays in Starting for a while.',
    hits: 'jobs',
    parameters: ['name', 'for'],
  },
  {
    kind: 'max-runtime',
    what: 'The job is stopped as if its longest run time were over; what it has learned is kept as a model.',
    hits: 'jobs',
    parameters: ['name', 'epochs'],
  },
  {
    kind: 'spot-interruption',
    what: 'A Spot job loses its instance, and goes on from its last checkpoint when there is one again.',
    hits: 'jobs',
    parameters: ['name', 'epochs', 'for'],
  },
  {
    kind: 'upload-denied',
    what: 'S3 refuses the artifact: the job fails while it is Uploading, with AccessDenied.',
    hits: 'jobs',
    parameters: ['name'],
  },
  {
    kind: 'throttling',
    what: 'SageMaker answers a call with ThrottlingException, Rate exceeded.',
    hits: 'calls',
    parameters: ['operation', 'name'],
  },
  {
    kind: 'api-error',
    what: 'SageMaker answers a call with HTTP 500, InternalFailure.',
    hits: 'calls',
    parameters: ['operation', 'name'],
  },
];

export interface ParameterWords {
  readonly title: string;
  /** What it is where nothing is given. */
  readonly placeholder: string;
}

/** Of the parameters of one kind. */
export function parameterWords({ kind, hits }: FaultWords, parameter: FaultParameter | 'which'): ParameterWords {
  const one = hits === 'jobs' ? 'job' : 'call';
  const words: Readonly<Record<typeof parameter, ParameterWords>> = {
    which: { title: 'Which', placeholder: `every ${one}; 1, 2-4 or 3-` },
    name: { title: hits === 'jobs' ? 'Job’s name' : 'Name in the call', placeholder: 'any; retraining-*' },
    operation: { title: 'Operation', placeholder: 'CreateTrainingJob' },
    for: { title: 'For', placeholder: kind === 'slow-start' ? '10s' : '2s' },
    epochs: { title: 'After epochs', placeholder: '1' },
  };
  return words[parameter];
}

/** The kind of a fault as the emulator lists it, such as `capacity:1@retraining-*`. */
export function kindOfFault(text: string): string {
  return text.split(/[:@,]/, 1)[0] ?? text;
}

/** What is sent to put a fault on the menu: what was left empty is left out. */
export function faultEntry(
  kind: string,
  parameters: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const given = Object.entries(parameters)
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([, value]) => value !== '');
  return { kind, ...Object.fromEntries(given) };
}
