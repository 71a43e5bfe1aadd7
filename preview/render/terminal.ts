import { styleText } from 'node:util';
import { formatTable } from '../../localstack/cli/views/format.ts';
import { isEmpty, type ProgramChange } from '../compare/program-change.ts';
import type { StateMachineChange } from '../compare/state-machine-change.ts';
import {
  type ChangeLine,
  dataLines,
  isToldHere,
  lostLines,
  machineLines,
  propertyLine,
  resourceLines,
  shortType,
} from './change-lines.ts';
import {
  baseText,
  type Comparison,
  costLine,
  DATA_TITLE,
  isRefused,
  LOST_TITLE,
  NOT_DEPLOYED,
  REFUSED,
  summaryText,
} from './summary.ts';

const COLOURS = { '+': 'green', '-': 'red', '~': 'yellow', ' ': 'dim' } as const;
const MAX_NAMED_RESOURCES = 4;

/** The difference for a terminal; `stream` decides on colour. */
export function terminalText(change: ProgramChange, comparison: Comparison, stream: NodeJS.WritableStream): string {
  const title = `Stack ${change.stack}: ${baseText(comparison)} -> working tree`;
  const cost = costLine(change);
  const parts: readonly (readonly [title: string, lines: readonly ChangeLine[]])[] = [
    [DATA_TITLE, dataLines(change)],
    [LOST_TITLE, lostLines(change)],
    ['Configuration', change.config.map((line) => propertyLine(line, 0))],
    ...change.resources.flatMap(({ name, stateMachine }) =>
      stateMachine === undefined ? [] : machineParts(name, stateMachine),
    ),
    ['Resources', change.resources.filter(isToldHere).flatMap(resourceLines)],
    ['In several resources', change.common.flatMap(commonLines)],
    ['Stack outputs', change.outputs.map((line) => propertyLine(line, 0))],
  ];
  const shown = parts.filter(([, lines]) => lines.length > 0);
  const text = shown.flatMap(([heading, lines]) => [
    '',
    bold(heading, stream),
    ...lines.map((line) => coloured(line, stream)),
  ]);
  const note = isEmpty(change) ? [] : ['', NOT_DEPLOYED];
  return [
    bold(title, stream),
    `${summaryText(change)}`,
    ...(isRefused(change) ? [bold(REFUSED, stream)] : []),
    ...(cost === undefined ? [] : [cost]),
    ...text,
    ...note,
    '',
  ].join('\n');
}

function machineParts(
  name: string,
  machine: StateMachineChange,
): readonly (readonly [string, readonly ChangeLine[]])[] {
  return [
    ['Hyperparameters', tableLines(machine)],
    [`State machine ${name}`, machineLines(machine)],
  ];
}

function tableLines({ hyperparameters }: StateMachineChange): readonly ChangeLine[] {
  const rows = hyperparameters.map(({ name, before, after }) => [name, cell(before), '->', cell(after)]);
  return formatTable(rows).map((text) => ({ sign: '~', depth: 0, text }));
}

function cell(value: unknown): string {
  // SageMaker takes every hyperparameter as text: quotes would say nothing.
  return value === undefined ? 'not set' : String(value);
}

function commonLines({ resources, ...change }: ProgramChange['common'][number]): readonly ChangeLine[] {
  const names = resources.slice(0, MAX_NAMED_RESOURCES).map(shortType).join(', ');
  const more = resources.length > MAX_NAMED_RESOURCES ? ` and ${resources.length - MAX_NAMED_RESOURCES} more` : '';
  return [propertyLine(change, 0), { sign: ' ', depth: 1, text: `in ${resources.length} resources: ${names}${more}` }];
}

function coloured({ sign, depth, text }: ChangeLine, stream: NodeJS.WritableStream): string {
  return styleText(COLOURS[sign], `${sign} ${'  '.repeat(depth)}${text}`, { stream });
}

function bold(text: string, stream: NodeJS.WritableStream): string {
  return styleText('bold', text, { stream });
}
