import { summarisedAssets } from './asset-summary.ts';
import { isRecord } from './compare/property-change.ts';
import type { ProgramConfig, RecordedResource, Recording } from './program-recording.ts';
import type { ProgramSnapshot, ResourceSnapshot } from './program-snapshot.ts';

/** A recording as plain data, with files by name, size and hash. */
export async function snapshotOfRecording(recording: Recording, config: ProgramConfig): Promise<ProgramSnapshot> {
  const { project, stack, values } = config;
  const snapshots = recording.resources.map((resource) => resourceSnapshot(recording, resource, config));
  const resources = (await Promise.all(snapshots)).filter((resource) => resource !== undefined);
  return { project, stack, config: values, resources, outputs: recording.outputs };
}

/** Undefined for what the program only reads. */
async function resourceSnapshot(
  recording: Recording,
  { urn, inputs }: RecordedResource,
  config: ProgramConfig,
): Promise<ResourceSnapshot | undefined> {
  const registration = recording.registrations.get(urn);
  const made = recording.made.get(urn);
  if (registration === undefined || made === undefined) return undefined;
  return {
    ...registration,
    id: made.id,
    region: regionOf(recording.resources, registration, inputs, config),
    inputs: recordOf(await summarisedAssets(inputs)),
    outputs: recordOf(await summarisedAssets(made.outputs)),
  };
}

/** Its own, that of a provider of its own, or that of the stack. */
export function regionOf(
  resources: readonly RecordedResource[],
  { custom, provider }: { readonly custom: boolean; readonly provider: string },
  inputs: Readonly<Record<string, unknown>>,
  { values }: ProgramConfig,
): string {
  if (!custom) return '';
  const own = resources.find(({ urn }) => urn === provider)?.inputs['region'];
  return String(inputs['region'] ?? own ?? values['aws:region'] ?? '');
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
