import type { Stack } from '@pulumi/pulumi/automation/index.js';

/** What Pulumi's engine says in a preview. */
export interface EnginePreview {
  /** By URN; neither of providers nor of the stack itself. */
  readonly operations: ReadonlyMap<string, string>;
  readonly errors: readonly string[];
}

export async function enginePreview(stack: Stack): Promise<EnginePreview> {
  const steps = new Map<string, Set<string>>();
  const errors: string[] = [];
  const preview = stack.preview({
    onEvent: ({ resourcePreEvent, diagnosticEvent }) => {
      const { urn = '', op = '' } = resourcePreEvent?.metadata ?? {};
      if (urn !== '') steps.set(urn, (steps.get(urn) ?? new Set()).add(op));
      if (diagnosticEvent?.severity === 'error') errors.push(diagnosticEvent.message);
    },
  });
  // A refused update ends with an error, too, which says less than the events.
  await preview.catch((error: Error) => {
    if (errors.length === 0) throw error;
  });
  const named = [...steps].filter(([urn]) => !/::pulumi:(?:providers|pulumi):/.test(urn));
  const operations = named.flatMap(([urn, ops]) => {
    const op = operationOf(ops);
    return op === undefined ? [] : [[urn, op] as const];
  });
  return { operations: new Map(operations), errors };
}

/** A replacement has up to three steps; the deletion is under the former URN where an alias found the resource. */
function operationOf(steps: ReadonlySet<string>): string | undefined {
  if (steps.has('replace')) return 'replace';
  const [only, ...more] = [...steps].filter((op) => op !== 'delete-replaced');
  if (more.length > 0) throw new Error(`the engine plans ${[...steps].join(' and ')} for one resource`);
  return only;
}
