/** What LocalStack says of itself on the way up. */
export type Readiness =
  | { readonly state: 'ready'; readonly version: string }
  | { readonly state: 'starting'; readonly waitingFor: string }
  | { readonly state: 'failed'; readonly reason: string };

interface Health {
  readonly version?: string;
}

interface InitScripts {
  readonly completed?: Readonly<Record<string, boolean>>;
  readonly scripts?: readonly { readonly name: string; readonly stage: string; readonly state: string }[];
}

/**
 * Reads the answers of `/_localstack/health` and `/_localstack/init` (undefined where there was none). LocalStack serves
 * before its start scripts have run, and goes on without one that failed: hence both.
 */
export function readinessOf(health: unknown, init: unknown, hook: string): Readiness {
  if (!isObject(health)) return { state: 'starting', waitingFor: 'an answer of /_localstack/health' };
  if (!isObject(init)) return { state: 'starting', waitingFor: 'an answer of /_localstack/init' };
  const { completed = {}, scripts = [] } = init as InitScripts;
  const script = scripts.find(({ name, stage }) => name === hook && stage === 'START');
  if (script === undefined) return { state: 'failed', reason: `LocalStack does not see ${hook} in its start.d folder` };
  if (script.state === 'ERROR') return { state: 'failed', reason: `LocalStack could not load ${hook}` };
  if (script.state !== 'SUCCESSFUL') return { state: 'starting', waitingFor: `${hook} to run (${script.state})` };
  if (completed['READY'] !== true) return { state: 'starting', waitingFor: 'the stage READY of /_localstack/init' };
  return { state: 'ready', version: (health as Health).version ?? 'unknown' };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
