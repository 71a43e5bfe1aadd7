import { fileURLToPath } from 'node:url';
import { overridden, readStackConfig } from '../../localstack/deploy/config/stack-config.ts';
import { type Hold, type RecordedResource, type Recording, recordProgram } from '../../preview/program-recording.ts';

const PROJECT_FOLDER = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = new URL('../../index.ts', import.meta.url).href;

let runs = 0;

/** Records index.ts as the dev stack would run it, with some of the project's values changed. */
export async function recordDevStack(
  changes: Readonly<Record<string, string>> = {},
  region = 'us-east-1',
  resources: RecordedResource[] = [],
  hold?: Hold,
): Promise<Recording> {
  const config = overridden(await readStackConfig(PROJECT_FOLDER, 'dev'), { ...changes, 'aws:region': region });
  runs += 1;
  // Node runs a module once per URL; a program has to run once per recording.
  const url = `${PROGRAM}?recording=${runs}`;
  return recordProgram(
    async () => (await import(url)) as object,
    config,
    resources,
    hold === undefined ? {} : { hold },
  );
}

/** The one resource of that type and name. */
export function recorded({ resources }: Recording, type: string, name: string): RecordedResource {
  const [found, ...more] = resources.filter((resource) => resource.type === type && resource.name === name);
  if (found === undefined || more.length > 0)
    throw new Error(`${more.length === 0 ? 'no' : 'more than one'} ${type} ${name}`);
  return found;
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** Statements of the inline policy with that name. */
export function statements(recording: Recording, name: string): readonly PolicyStatement[] {
  const { policy } = recorded(recording, 'aws:iam/rolePolicy:RolePolicy', name).inputs;
  const document = JSON.parse(String(policy)) as { Version: string; Statement: readonly PolicyStatement[] };
  if (document.Version !== '2012-10-17') throw new Error(`policy version ${document.Version}`);
  return document.Statement;
}
