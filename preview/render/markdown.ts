import { isEmpty, type ProgramChange } from '../compare/program-change.ts';
import type { HyperparameterChange, StateMachineChange } from '../compare/state-machine-change.ts';
import {
  type ChangeLine,
  isToldHere,
  lostLines,
  machineLines,
  propertyLine,
  resourceLines,
  shortType,
} from './change-lines.ts';
import { fittedMarkdown, type MarkdownPart } from './fitted-markdown.ts';
import { code, commentMarker, escaped, fenced } from './markdown-text.ts';
import { stateGraph } from './mermaid.ts';
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

const MAX_DATA_LINES = 40;

/** The difference as a comment of a pull request: at most 64,000 characters, long parts folded. */
export function markdownText(change: ProgramChange, comparison: Comparison): string {
  const cost = costLine(change);
  const head = [
    commentMarker(change.stack),
    `### Preview of stack ${code(change.stack)}: ${summaryText(change)}`,
    '',
    `${code(baseText(comparison))} → the proposed program.${cost === undefined ? '' : ` **${escaped(cost)}**`}`,
    ...warning(change),
  ].join('\n');
  return fittedMarkdown(head, isEmpty(change) ? [] : partsOf(change), `<sub>${NOT_DEPLOYED}</sub>`);
}

/** GitHub shows it in a frame of its own, and nothing of it is ever cut: that data goes must not be missed. */
function warning(change: ProgramChange): readonly string[] {
  const refused = isRefused(change) ? [REFUSED] : [];
  const shown = change.data.slice(0, MAX_DATA_LINES);
  const lines = shown.map(({ type, name, text }) => `- ${code(`${shortType(type)} ${name}`)} ${escaped(text)}`);
  const more = change.data.length > shown.length ? [`- and ${change.data.length - shown.length} more`] : [];
  const data = lines.length === 0 ? [] : [`**${DATA_TITLE}**`, ...lines, ...more];
  const all = [...refused, ...data];
  return all.length === 0 ? [] : ['', '> [!CAUTION]', ...all.map((line) => `> ${line}`)];
}

function partsOf(change: ProgramChange): readonly MarkdownPart[] {
  const machines = change.resources.flatMap(({ name, stateMachine }) =>
    stateMachine === undefined ? [] : [{ name, machine: stateMachine }],
  );
  return [
    ...diffPart(LOST_TITLE, lostLines(change)),
    ...diffPart(
      'Configuration',
      change.config.map((line) => propertyLine(line, 0)),
    ),
    ...machines.flatMap(({ name, machine }) => machineParts(name, machine)),
    ...diffPart('Resources', change.resources.filter(isToldHere).flatMap(resourceLines)),
    ...diffPart('In several resources', change.common.flatMap(commonLines)),
    ...diffPart(
      'Stack outputs',
      change.outputs.map((line) => propertyLine(line, 0)),
    ),
  ];
}

function machineParts(name: string, machine: StateMachineChange): readonly MarkdownPart[] {
  const graph = stateGraph(machine);
  const picture =
    graph === undefined ? [] : [{ title: `Graph of ${code(name)}`, body: `\`\`\`mermaid\n${graph}\n\`\`\``, lines: 0 }];
  return [
    ...hyperparameterPart(machine.hyperparameters),
    ...diffPart(`State machine ${code(name)}`, machineLines(machine)),
    ...picture,
  ];
}

function hyperparameterPart(changes: readonly HyperparameterChange[]): readonly MarkdownPart[] {
  if (changes.length === 0) return [];
  const cell = (value: unknown) => (value === undefined ? 'not set' : code(String(value)));
  const rows = changes.map(({ name, before, after }) => `| ${code(name)} | ${cell(before)} | ${cell(after)} |`);
  const body = ['| hyperparameter | before | after |', '| --- | --- | --- |', ...rows].join('\n');
  return [{ title: 'Hyperparameters', body, lines: rows.length }];
}

function commonLines({ resources, ...change }: ProgramChange['common'][number]): readonly ChangeLine[] {
  return [
    propertyLine(change, 0),
    ...resources.map((name): ChangeLine => ({ sign: ' ', depth: 1, text: shortType(name) })),
  ];
}

/** GitHub colours a `diff` block by the first character of each line. */
function diffPart(title: string, lines: readonly ChangeLine[]): readonly MarkdownPart[] {
  if (lines.length === 0) return [];
  const text = lines
    .map(({ sign, depth, text: line }) => `${sign === '~' ? '!' : sign} ${'  '.repeat(depth)}${line}`)
    .join('\n');
  return [{ title, body: fenced(text, 'diff'), lines: lines.length }];
}
