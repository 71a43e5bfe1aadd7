import type { FileChange, ResourceChange } from '../compare/program-change.ts';
import type { PropertyChange } from '../compare/property-change.ts';
import type { StateChange } from '../compare/state-machine-change.ts';
import type { ChangeKind, StatementChange } from '../compare/statement-changes.ts';
import { valueText } from './value-text.ts';

/** One line of a difference, for any output: `+` comes, `-` goes, `~` is another, blank only says where. */
export interface ChangeLine {
  readonly sign: '+' | '-' | '~' | ' ';
  readonly depth: number;
  readonly text: string;
}

const SIGNS = { added: '+', removed: '-', changed: '~', renamed: '~' } as const;
const HASH_CHARACTERS = 12;

/** A resource's heading and everything that differs in it, but for its state machine, which has a part of its own. */
export function resourceLines(resource: ResourceChange): readonly ChangeLine[] {
  const heading = { sign: SIGNS[resource.kind], depth: 0, text: headingText(resource) };
  return [
    heading,
    ...resource.properties.map((change) => propertyLine(change, 1)),
    ...resource.statements.flatMap((change) => statementLines(change, 1)),
    ...resource.files.map((change) => fileLine(change, 1)),
    ...(resource.stateMachine === undefined
      ? []
      : [{ sign: ' ' as const, depth: 1, text: 'definition: see the state machine' }]),
  ];
}

function headingText({ type, name, formerName, aliased, kind }: ResourceChange): string {
  const label = `${shortType(type)} ${name}`;
  if (kind !== 'renamed') return label;
  const effect = aliased === true ? 'its alias keeps it' : 'without an alias Pulumi deletes it and makes a new one';
  return `${shortType(type)} ${formerName} is renamed to ${name} (${effect})`;
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

export function stateLines({ kind, state, type, fields }: StateChange, depth: number): readonly ChangeLine[] {
  const heading = { sign: SIGNS[kind], depth, text: `state ${state} (${type})` };
  return [heading, ...fields.map((change) => propertyLine(change, depth + 1))];
}

function fileLine({ kind, path, before, after }: FileChange, depth: number): ChangeLine {
  const described = [before, after].flatMap((file) =>
    file === undefined ? [] : [`${file.bytes} bytes, sha256 ${file.sha256.slice(0, HASH_CHARACTERS)}`],
  );
  return { sign: SIGNS[kind satisfies ChangeKind], depth, text: `file ${path}: ${described.join(' -> ')}` };
}
