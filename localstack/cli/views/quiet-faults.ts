import { targetOf } from '../../../emulators/sagemaker/faults/fault.ts';
import type { MenuEntry } from '../../../emulators/sagemaker/faults/fault-menu.ts';

/** A line for each fault that was asked for and did not happen: a rehearsal of nothing looks green, too. */
export function quietFaultLines(faults: readonly MenuEntry[]): readonly string[] {
  const quiet = faults.filter(({ fired }) => fired === 0);
  const lines = quiet.map(({ fault, text, seen }) => {
    const what = targetOf(fault.kind) === 'call' ? 'call' : 'training job';
    return `  ${text}: ${seen} ${what}${seen === 1 ? '' : 's'} of those that it selects`;
  });
  return lines.length === 0 ? [] : ['', 'Faults that did not happen', ...lines];
}
