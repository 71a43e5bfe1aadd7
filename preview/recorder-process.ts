import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as pulumi from '@pulumi/pulumi';
import { readStackConfig } from '../localstack/deploy/stack-config.ts';
import { summarisedAssets } from './asset-summary.ts';
import { isRecord } from './compare/property-change.ts';
import { physicalName } from './physical-name.ts';
import type { Operation } from './plan/operation.ts';
import { Planner } from './plan/planner.ts';
import type { ProviderFacts } from './plan/provider-facts.ts';
import type { Registration } from './plan/registration.ts';
import { UNKNOWN } from './plan/resource-diff.ts';
import { type MadeResource, type ProgramConfig, type RecordedResource, recordProgram } from './program-recording.ts';
import type { ProgramSnapshot, ResourceSnapshot } from './program-snapshot.ts';
import { withStandIns } from './secret-stand-ins.ts';
import { regionOf, snapshotOfRecording } from './snapshot-of-recording.ts';

// A process of its own for each program: Pulumi's SDK keeps its settings in globals, and a program may end its process.
// Arguments: the folder with Pulumi.yaml, the stack, and `plan` where the program is to run as in Pulumi's preview; the state to
// plan with comes as a message then. The answer goes to the parent as one message.

/** What the parent sends to a process that plans. */
export interface PlanQuestion {
  readonly state: readonly ResourceSnapshot[];
  readonly facts: ProviderFacts;
}

export type RecorderAnswer =
  | { readonly snapshot: ProgramSnapshot }
  | { readonly operations: readonly Operation[] }
  | { readonly error: string };

const [folder = '', stack = '', mode = ''] = process.argv.slice(2);

// Pulumi ends the process at an error inside its stack; the answer has to be sent before.
const load = () => import(pathToFileURL(join(folder, 'index.ts')).href).catch(refuse);

async function recorded(config: ProgramConfig): Promise<RecorderAnswer> {
  const recording = await recordProgram(load, config, [], { physicalName });
  return { snapshot: await snapshotOfRecording(recording, config) };
}

async function planned(config: ProgramConfig, { state, facts }: PlanQuestion): Promise<RecorderAnswer> {
  const planner = new Planner(config, state, facts);
  const resources: RecordedResource[] = [];
  const plan = async (registration: Registration, inputs: Readonly<Record<string, unknown>>): Promise<MadeResource> => {
    const region = regionOf(resources, registration, inputs, config);
    const summarised = await summarisedAssets(withUnknowns(inputs));
    const { id, outputs } = planner.register({
      ...registration,
      region,
      inputs: isRecord(summarised) ? summarised : {},
    });
    const readable = Object.entries(outputs).filter(([, value]) => !isRecord(value) || value['$files'] === undefined);
    return { id, outputs: Object.fromEntries(readable) };
  };
  await recordProgram(load, config, resources, { plan });
  return { operations: planner.operations() };
}

/** JSON for what Pulumi's SDK has an object of its own. */
function withUnknowns(value: unknown): unknown {
  if (pulumi.containsUnknowns(value) && !isPlain(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(withUnknowns);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withUnknowns(member)]));
}

function isPlain(value: unknown): value is object {
  return Array.isArray(value) || (isRecord(value) && Object.getPrototypeOf(value) === Object.prototype);
}

async function answer(message: RecorderAnswer): Promise<void> {
  await new Promise<void>((resolve) => process.send?.(message, () => resolve()));
  process.exit(0);
}

async function refuse(error: unknown): Promise<never> {
  await answer({ error: error instanceof Error ? explanation(error) : String(error) });
  throw error;
}

/** A program's own refusal says all in its message; for any other error the place counts too. */
function explanation(error: Error): string {
  return error.name === 'Error' || error.name.endsWith('TypeError') || error instanceof SyntaxError
    ? (error.stack ?? error.message)
    : error.message;
}

async function run(): Promise<RecorderAnswer> {
  if (mode !== 'plan') return recorded(withStandIns(await readStackConfig(folder, stack)));
  const [question] = await once(process, 'message');
  return planned(withStandIns(await readStackConfig(folder, stack)), question as PlanQuestion);
}

process.on('unhandledRejection', refuse);
process.on('uncaughtException', refuse);
await run().then(answer, refuse);
