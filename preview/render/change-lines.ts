import type { FileChange, ProgramChange, ResourceChange } from '../compare/program-change.ts';
import type { PropertyChange } from '../compare/property-change.ts';
import { isUnchanged } from '../compare/resource-changes.ts';
import type { StateChange, StateMachineChange } from '../compare/state-machine-change.ts';
import type { ChangeKind, StatementChange } from '../compare/statement-changes.ts';
import { nameOf, typeOf } from '../plan/urn.ts';
import { valueText } from './value-text.ts';

/** One line of a difference, for any output: `+` comes, `-` goes, `~` is another, blank only says where. */
export interface ChangeLine {
  readonly sign: '+' | '-' | '~' | ' ';
  readonly depth: number;
  readonly text: string;
}

const SIGNS = {
  added: '+',
  imported: '+',
  removed: '-',
  changed: '~',
  replaced: '~',
  renamed: '~',
  recreated: '~',
} as const satisfies Record<ResourceChange['kind'], ChangeLine['sign']>;
const HASH_CHARACTERS = 12;

/** A resource's heading and everything that differs in it, but for its state machine, which has a part of its own. */
export function resourceLines(resource: ResourceChange): readonly ChangeLine[] {
  const heading = { sign: SIGNS[resource.kind], depth: 0, text: headingText(resource) };
  return [
    heading,
    ...resource.properties.map((change) => propertyLine(change, 1)),
    ...resource.statements.flatMap((change) => statementLines(change, 1)),
    ...resource.files.map((change) => fileLine(change, 1)),
    ...resource.waiting.map((input): ChangeLine => ({ sign: '~', depth: 1, text: waitingText(input) })),
    ...(resource.stateMachine === undefined
      ? []
      : [{ sign: ' ' as const, depth: 1, text: 'definition: see the state machine' }]),
  ];
}

/** What is made again as it was is told by the outermost of its kind. */
export function isToldHere(resource: ResourceChange): boolean {
  return resource.kind !== 'recreated' || !isUnchanged(resource);
}

function headingText({ type, name, formerName, formerUrn, kind, operation }: ResourceChange): string {
  const label = `${shortType(type)} ${name}`;
  const former = formerName ?? name;
  const { op, replacedFor, uncertain } = operation;
  switch (kind) {
    case 'renamed': {
      if (former !== name) return `${shortType(type)} ${former} is renamed to ${name} (its alias keeps it)`;
      const what = typeOf(formerUrn ?? '') === type ? 'parent' : 'type';
      return `${label} has another ${what} (its alias keeps it)`;
    }
    case 'recreated': {
      const as = former === name ? '' : ` as ${name}`;
      return `${shortType(type)} ${former} is deleted and made again${as} (no alias keeps it)`;
    }
    case 'replaced':
      return `${label} is replaced: ${replacementText(replacedFor)}`;
    case 'imported':
      return `${label} is taken into the stack (import)`;
    default:
      if (op === 'same') return `${label} (only in the state)`;
      return uncertain ? `${label} (in place or replaced: only Pulumi knows for this type)` : label;
  }
}

function replacementText(replacedFor: readonly string[]): string {
  if (replacedFor.includes('region')) return 'it moves to another region';
  const inputs = replacedFor.join(', ');
  if (['provider', 'replaceWith', 'what it depends on'].includes(inputs)) return `because of ${inputs}`;
  return `${inputs} cannot be changed in place`;
}

function waitingText({ path, for: names }: ResourceChange['waiting'][number]): string {
  const made = names.map(shortType).join(', ');
  return `${path}: known during the update${made === '' ? '' : `, when ${made} is made`}`;
}

/** Before anything else: data that an update deletes or replaces. */
export function dataLines({ data }: ProgramChange): readonly ChangeLine[] {
  return data.map(({ type, name, text }) => ({ sign: '-', depth: 0, text: `${shortType(type)} ${name} ${text}` }));
}

/** Where the engine sees other resources in place of those that a person sees, and what would keep them. */
export function lostLines({ lost }: ProgramChange): readonly ChangeLine[] {
  return lost.map(({ urn, formerUrn, resources, alias }) => {
    const [was, is] = [formerUrn, urn].map((one) => `${shortType(typeOf(one))} ${nameOf(one)}`);
    const renamed = was === is ? was : `${was} -> ${is}`;
    const all = resources === 1 ? 'is' : `and ${resources - 1} under it are`;
    return {
      sign: '~',
      depth: 0,
      text: `${renamed} ${all} deleted and made again; this option keeps ${resources === 1 ? 'it' : 'them'}: ${alias}`,
    };
  });
}

/** `aws:iam/rolePolicy:RolePolicy` as `aws:iam:RolePolicy`. */
export function shortType(type: string): string {
  return type.replace(/\/[^:]+:/, ':');
}

export function propertyLine({ path, before, after }: PropertyChange, depth: number): ChangeLine {
  if (before === undefined) return { sign: '+', depth, text: `${path}: ${valueText(after)}` };
  if (after === undefined) return { sign: '-', depth, text: `${path}: ${valueText(before)}` };
  return { sign: '~', depth, text: `${path}: ${valueText(before)} -> ${valueText(after)}` };
}

export function statementLines(
  { kind, statement, before, after, members }: StatementChange,
  depth: number,
): readonly ChangeLine[] {
  const heading = { sign: SIGNS[kind], depth, text: `statement ${statement}` };
  if (kind === 'changed') return [heading, ...members.map((change) => propertyLine(change, depth + 1))];
  const whole = Object.entries(after ?? before ?? {}).filter(([member]) => member !== 'Sid');
  return [
    heading,
    ...whole.map(([member, value]) => ({
      sign: SIGNS[kind],
      depth: depth + 1,
      text: `${member}: ${valueText(value)}`,
    })),
  ];
}

/** A state machine's own fields, then its states. */
export function machineLines({ fields, states }: StateMachineChange): readonly ChangeLine[] {
  return [...fields.map((line) => propertyLine(line, 0)), ...states.flatMap((state) => stateLines(state, 0))];
}

function stateLines({ kind, state, type, fields }: StateChange, depth: number): readonly ChangeLine[] {
  const heading = { sign: SIGNS[kind], depth, text: `state ${state} (${type})` };
  return [heading, ...fields.map((change) => propertyLine(change, depth + 1))];
}

function fileLine({ kind, path, before, after }: FileChange, depth: number): ChangeLine {
  const described = [before, after].flatMap((file) =>
    file === undefined ? [] : [`${file.bytes} bytes, sha256 ${file.sha256.slice(0, HASH_CHARACTERS)}`],
  );
  return { sign: SIGNS[kind satisfies ChangeKind], depth, text: `file ${path}: ${described.join(' -> ')}` };
}
