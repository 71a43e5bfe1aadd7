import { isMembers, listIn, numberIn, parsedJson, textIn } from '../model/members.ts';
import { AwsProblem, callRest } from './aws-call.ts';

/** A fault that is to happen, and what became of it. */
export interface ActiveFault {
  /** As the command line writes it. */
  readonly text: string;
  /** Jobs or calls that it looked at. */
  readonly seen: number;
  readonly fired: number;
}

const PATH = '/_rehearsal/faults';
const listeners = new Set<(faults: readonly ActiveFault[]) => void>();

/** Tells of the faults after every answer; gives what ends it. */
export function watchFaults(listener: (faults: readonly ActiveFault[]) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Undefined where what answers for SageMaker has no faults. */
export async function listFaults(signal?: AbortSignal): Promise<readonly ActiveFault[] | undefined> {
  try {
    return await ask('ListFaults', 'GET', '', undefined, signal);
  } catch (error) {
    // Another SageMaker does not know the path, whatever it says of it.
    if (error instanceof AwsProblem && error.code !== 'NoAnswer') return undefined;
    throw error;
  }
}

export async function addFault(entry: Readonly<Record<string, string>>): Promise<void> {
  await ask('AddFault', 'POST', '', JSON.stringify(entry));
}

export async function removeFault(text: string): Promise<void> {
  await ask('RemoveFault', 'DELETE', `?${new URLSearchParams({ fault: text })}`);
}

async function ask(
  operation: string,
  method: string,
  query: string,
  body?: string,
  signal?: AbortSignal,
): Promise<readonly ActiveFault[]> {
  const response = await callRest({
    ...{ service: 'sagemaker', operation, method, path: `${PATH}${query}` },
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
    ...(signal === undefined ? {} : { signal }),
  });
  const answer = parsedJson(await response.text());
  if (!isMembers(answer) || answer['faults'] === undefined)
    throw new AwsProblem(operation, 'NoFaults', 'what answers for SageMaker here has no faults');
  const faults = listIn(answer, 'faults').map((one) => ({
    text: textIn(one, 'fault') ?? '',
    seen: numberIn(one, 'seen') ?? 0,
    fired: numberIn(one, 'fired') ?? 0,
  }));
  for (const listener of listeners) listener(faults);
  return faults;
}
