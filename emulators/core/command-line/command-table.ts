/** One option of a command line. */
export interface OptionRow {
  /** What stands for its value in the help, such as DIR; a switch has none. */
  readonly value?: string;
  /** It may be given several times. */
  readonly isList?: true;
  readonly text: string;
}

export type OptionRows = Readonly<Record<string, OptionRow>>;

/** A command line as a table, from which it is read and its help is written. */
export interface CommandTable<Rows extends OptionRows = OptionRows> {
  /** As it is typed, up to the options: `npm run preview --`. */
  readonly command: string;
  /** What it does, in lines. */
  readonly summary: readonly string[];
  readonly options: Rows;
  /** What it takes beside options, such as FILE; absent, it takes nothing else. */
  readonly operands?: string;
  /** Lines after the options: environment variables, exit status. */
  readonly notes?: readonly string[];
}

const HELP: OptionRow = { text: 'show this' };

/** The text of `--help`. */
export function helpText({ command, summary, options, operands, notes = [] }: CommandTable): string {
  const rows = Object.entries({ ...options, help: HELP }).map(
    ([name, row]) => [row === HELP ? '-h, --help' : optionText(name, row), row.text] as const,
  );
  const width = Math.max(...rows.map(([option]) => option.length));
  return [
    `Usage: ${command} [options]${operands === undefined ? '' : ` ${operands}`}`,
    ...summary.map((line) => `  ${line}`),
    ...rows.map(([option, text]) => `    ${option.padEnd(width)}  ${text}`),
    ...notes.map((line) => `  ${line}`),
  ].join('\n');
}

function optionText(name: string, { value }: OptionRow): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}
