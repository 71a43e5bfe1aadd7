import { nearestName, suggestion } from '../../core/nearest-name.ts';
import { isJsonObject } from '../../core/wire/wire-json.ts';
import { sageMakerModel } from '../sagemaker-model.ts';
import { FAULT_KINDS, FAULT_NAMES, type Fault, type FaultKind, isFaultKind } from './fault.ts';
import { matchesPattern, type Read, readDurationMs, readEpochs, readPattern, readWhich } from './fault-members.ts';
import { type FaultEntry, faultEntryOf } from './fault-text.ts';

export interface CheckedFaults {
  readonly faults: readonly Fault[];
  /** One sentence each, with the value, the rule and what to do. */
  readonly problems: readonly string[];
}

/** Checks faults that are texts of the command line or mappings; `where` names an entry's place in messages. */
export function checkFaults(entries: readonly unknown[], where: (index: number) => string): CheckedFaults {
  const faults: Fault[] = [];
  const problems: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const shown = typeof entry === 'string' ? `${where(index)} ${entry}` : where(index);
    const check = checkEntry(typeof entry === 'string' ? faultEntryOf(entry) : entry);
    problems.push(...check.problems.map((problem) => `${shown}: ${problem}`));
    faults.push(...check.faults);
  }
  return { faults, problems };
}

function checkEntry(entry: unknown): CheckedFaults {
  if (!isJsonObject(entry)) {
    const problem = `${JSON.stringify(entry)} is no fault; write a text such as capacity:1, or a mapping with kind`;
    return { faults: [], problems: [problem] };
  }
  const kind = entry['kind'];
  if (typeof kind !== 'string' || !isFaultKind(kind)) {
    const given = kind === undefined || kind === '' ? 'no kind is given' : `there is no fault ${JSON.stringify(kind)}`;
    return { faults: [], problems: [`${given}; ${suggestion(String(kind ?? ''), FAULT_NAMES)}`] };
  }
  const problems = unknownMembers(entry, kind);
  const member = <K extends string, T>(key: string, name: K, read: (value: unknown) => Read<T>) => {
    if (entry[key] === undefined) return {};
    const result = read(entry[key]);
    if ('value' in result) return { [name]: result.value } as { readonly [P in K]: T };
    problems.push(`${key} ${JSON.stringify(entry[key])} ${result.problem}`);
    return {};
  };
  const fault: Fault = {
    kind,
    ...member('which', 'which', readWhich),
    ...member('name', 'name', readPattern),
    ...member('operation', 'operation', readOperation),
    ...member('for', 'forMs', readDurationMs),
    ...member('epochs', 'epochs', readEpochs),
  };
  return { faults: problems.length === 0 ? [fault] : [], problems };
}

/** One that no operation fits would never happen, without a word. */
function readOperation(value: unknown): Read<string> {
  const read = readPattern(value);
  const names = Object.keys(sageMakerModel().inputs);
  if ('problem' in read || names.some((name) => matchesPattern(read.value, name))) return read;
  return { problem: `is no operation of SageMaker that is served here; ${suggestion(read.value, names)}` };
}

function unknownMembers(entry: FaultEntry, kind: FaultKind): string[] {
  const known = ['which', 'name', ...FAULT_KINDS[kind].settings];
  return Object.keys(entry)
    .filter((key) => key !== 'kind' && !known.includes(key))
    .map((key) => {
      const near = nearestName(key, known);
      const advice = near === undefined ? `it takes ${known.join(', ')}` : `did you mean "${near}"?`;
      return `${kind} takes no "${key}"; ${advice}`;
    });
}
