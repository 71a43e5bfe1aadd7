import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Alias, CustomResourceOptions } from '@pulumi/pulumi';
import { readStackConfig } from '../localstack/deploy/stack-config.ts';
import { summarisedAssets } from './asset-summary.ts';
import { physicalName } from './physical-name.ts';
import { type Recording, recordProgram } from './program-recording.ts';
import type { ProgramSnapshot, ResourceSnapshot } from './program-snapshot.ts';
import { withStandIns } from './secret-stand-ins.ts';

// A process of its own for each program: Pulumi's SDK keeps its settings in globals, and a program may end its process.
// Arguments: the folder with Pulumi.yaml, the stack. The answer goes to the parent as one message.

export type RecorderAnswer = { readonly snapshot: ProgramSnapshot } | { readonly error: string };

const SHOWN_OPTIONS = [
  'protect',
  'retainOnDelete',
  'ignoreChanges',
  'deleteBeforeReplace',
  'replaceOnChanges',
] as const;

async function snapshotOf(folder: string, stack: string): Promise<ProgramSnapshot> {
  const config = withStandIns(await readStackConfig(folder, stack));
  const program = pathToFileURL(join(folder, 'index.ts')).href;
  // Pulumi ends the process at an error inside its stack; the answer has to be sent before.
  const recording = await recordProgram(() => import(program).catch(refuse), config, [], { physicalName });
  const resources = await Promise.all(recording.resources.map((resource) => resourceSnapshot(recording, resource)));
  const { project, values } = config;
  return { project, stack, config: values, resources, outputs: recording.outputs };
}

async function resourceSnapshot(
  recording: Recording,
  { type, name, inputs }: Recording['resources'][number],
): Promise<ResourceSnapshot> {
  const label = `${type} ${name}`;
  const options = recording.options.get(label) ?? {};
  return {
    type,
    name,
    parent: recording.parents.get(label) ?? 'stack',
    inputs: Object((await summarisedAssets(inputs)) ?? {}),
    options: shownOptions(options),
    formerNames: (await Promise.all((options.aliases ?? []).map(nameOf))).filter((former) => former !== undefined),
  };
}

function shownOptions(options: CustomResourceOptions): Record<string, unknown> {
  const shown = SHOWN_OPTIONS.filter((option) => options[option] !== undefined);
  return Object.fromEntries(shown.map((option) => [option, options[option]]));
}

/** The name in an alias, which is a whole URN or parts of one. */
async function nameOf(
  alias: CustomResourceOptions['aliases'] extends (infer T)[] | undefined ? T : never,
): Promise<string | undefined> {
  const value = await (alias as Promise<unknown>);
  if (typeof value === 'string') return value.split('::').at(-1);
  const { name } = value as Alias;
  return typeof name === 'string' ? name : undefined;
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

const [folder = '', stack = ''] = process.argv.slice(2);
process.on('unhandledRejection', refuse);
process.on('uncaughtException', refuse);
await snapshotOf(folder, stack).then((snapshot) => answer({ snapshot }), refuse);
