import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as pulumi from '@pulumi/pulumi';
import { readStackConfig } from '../localstack/deploy/config/stack-config.ts';
import { summarisedAssets } from './asset-summary.ts';
import { isRecord } from './compare/property-change.ts';
import { physicalName } from './physical-name.ts';
import type { Operation } from './plan/operation.ts';
import { Planner } from './plan/planner.ts';
import type { ProviderFacts } from './plan/provider-facts.ts';
import type { Registration } from './plan/registration.ts';
import { UNKNOWN } from './plan/resource-diff.ts';
import { type MadeResource, type RecordedResource, recordProgram } from './program-recording.ts';
import type { ProgramSnapshot, ResourceSnapshot } from './program-snapshot.ts';
import { withStandIns } from './secret-stand-ins.ts';
import { regionOf, snapshotOfRecording } from './snapshot-of-recording.ts';

// Both run the program in this process, one at a time: Pulumi's SDK keeps its settings in globals.

/** A stack as it is, and what is known of its provider. */
export interface PlanQuestion {
  readonly state: readonly ResourceSnapshot[];
  readonly facts: ProviderFacts;
}

export interface ProgramRun {
  /** Where Pulumi.yaml and index.ts are. */
  readonly folder: string;
  readonly stack: string;
  /** Evaluates the program, given its address. */
  readonly load: (program: string) => Promise<object>;
}

const configOf = async ({ folder, stack }: ProgramRun) => withStandIns(await readStackConfig(folder, stack));
const loadOf =
  ({ folder, load }: ProgramRun) =>
  () =>
    load(pathToFileURL(join(folder, 'index.ts')).href);

/** What the program asks for. */
export async function takeSnapshot(run: ProgramRun): Promise<ProgramSnapshot> {
  const config = await configOf(run);
  return snapshotOfRecording(await recordProgram(loadOf(run), config, [], { physicalName }), config);
}

/** What Pulumi's engine would do; the program runs as in Pulumi's preview. */
export async function planProgram(run: ProgramRun, { state, facts }: PlanQuestion): Promise<readonly Operation[]> {
  const config = await configOf(run);
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
  await recordProgram(loadOf(run), config, resources, { plan });
  return planner.operations();
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
