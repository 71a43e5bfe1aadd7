import { once } from 'node:events';
import type { Operation } from './plan/operation.ts';
import { type PlanQuestion, planProgram, takeSnapshot } from './program-runs.ts';
import type { ProgramSnapshot } from './program-snapshot.ts';

// A process of its own for each program: Pulumi's SDK keeps its settings in globals, and a program may end its process.
// Arguments: the folder with Pulumi.yaml, the stack, and `plan` where the program is to run as in Pulumi's preview; the state to
// plan with comes as a message then. The answer goes to the parent as one message.

export type RecorderAnswer =
  | { readonly snapshot: ProgramSnapshot }
  | { readonly operations: readonly Operation[] }
  | { readonly error: string };

const [folder = '', stack = '', mode = ''] = process.argv.slice(2);

// Pulumi ends the process at an error inside its stack; the answer has to be sent before.
const program = { folder, stack, load: (address: string) => import(address).catch(refuse) };

async function answer(message: RecorderAnswer): Promise<void> {
  await new Promise<void>((resolve) => process.send?.(message, () => resolve()));
  process.exit(0);
}

async function refuse(error: unknown): Promise<never> {
  await answer({ error: error instanceof Error ? explanation(error) : String(error) });
  throw error;
}

/** A program's own refusal says all in its message; for any other error the place counts too, where it is in the program. */
function explanation({ name, message, stack: trace = message }: Error): string {
  const isRefusal = name !== 'Error' && !name.endsWith('TypeError') && name !== 'SyntaxError';
  const frames = trace.split('\n').filter((line) => /^\s+at /.test(line));
  // Of a mistake in its syntax the place is above the frames.
  const isOutside =
    name !== 'SyntaxError' && frames.length > 0 && frames.every((line) => /node_modules|<anonymous>|node:/.test(line));
  return isRefusal || isOutside ? message : trace;
}

async function run(): Promise<RecorderAnswer> {
  if (mode !== 'plan') return { snapshot: await takeSnapshot(program) };
  const [question] = await once(process, 'message');
  return { operations: await planProgram(program, question as PlanQuestion) };
}

process.on('unhandledRejection', refuse);
process.on('uncaughtException', refuse);
await run().then(answer, refuse);
