/** How a state waits for what it has called. */
type Pattern = '.sync' | '.waitForTaskToken';

interface OptimizedService {
  readonly patterns: readonly Pattern[];
  /** Absent where AWS adds to them, or where all that there are have emulations. */
  readonly actions?: readonly string[];
}

const JOBS = { patterns: ['.sync'] } as const;
const BOTH = { patterns: ['.sync', '.waitForTaskToken'] } as const;
const ATHENA = ['startQueryExecution', 'stopQueryExecution', 'getQueryExecution', 'getQueryResults'];

/**
 * Services that AWS integrates itself, beside those that are emulated, with the patterns of its table
 * (https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html).
 */
const SERVICES: ReadonlyMap<string, OptimizedService> = new Map<string, OptimizedService>([
  ['apigateway', { patterns: ['.waitForTaskToken'], actions: ['invoke'] }],
  ['athena', { ...JOBS, actions: ATHENA }],
  ['batch', { ...JOBS, actions: ['submitJob'] }],
  ['bedrock', BOTH],
  ['bedrockagentcore', BOTH],
  ['codebuild', JOBS],
  ['databrew', { ...JOBS, actions: ['startJobRun'] }],
  ['dynamodb', { patterns: [], actions: ['getItem', 'putItem', 'updateItem', 'deleteItem'] }],
  ['ecs', { ...BOTH, actions: ['runTask'] }],
  ['eks', BOTH],
  ['elasticmapreduce', JOBS],
  ['emr-containers', JOBS],
  ['emr-serverless', JOBS],
  ['glue', { ...JOBS, actions: ['startJobRun'] }],
  ['http', { patterns: [], actions: ['invoke'] }],
  ['mediaconvert', { ...JOBS, actions: ['createJob'] }],
  ['sqs', { patterns: ['.waitForTaskToken'], actions: ['sendMessage'] }],
]);

const NAME = /^(aws-sdk:)?([a-z0-9-]+):([a-zA-Z0-9]+)((?:\.(?:sync|waitForTaskToken))?)$/;

/** Whether AWS has an integration of this name that is not emulated here, as far as its tables say. */
export function isIntegration(name: string): boolean {
  const [, sdk, service = '', action = '', pattern = ''] = NAME.exec(name) ?? [];
  if (sdk !== undefined) return pattern !== '.sync';
  const { patterns = [], actions } = SERVICES.get(service) ?? {};
  const known: readonly string[] = ['', ...patterns];
  return SERVICES.has(service) && known.includes(pattern) && actions?.includes(action) !== false;
}
