import { parseArgs } from 'node:util';
import { nearestName } from '../nearest-name.ts';
import type { CommandTable, OptionRows } from './command-table.ts';
import { type OptionToken, ParsedOptions } from './parsed-options.ts';
import { UsageError } from './usage-error.ts';

/** Arguments after the script's name as the table's options; undefined when help is asked for. Throws UsageError. */
export function parseOptions<Rows extends OptionRows>(
  table: CommandTable<Rows>,
  args: readonly string[],
): ParsedOptions<Rows> | undefined {
  const { tokens } = parseArgs({
    args: [...args],
    options: parseArgsOptions(table.options),
    strict: false,
    tokens: true,
  });
  const options = tokens.filter((token) => token.kind === 'option');
  if (options.some(({ name }) => name === 'help')) return undefined;
  for (const option of options) checkOption(option, table);
  const operands = tokens.filter((token) => token.kind === 'positional').map(({ value }) => value);
  if (table.operands === undefined && operands[0] !== undefined) throw unexpected(operands[0], table);
  return new ParsedOptions(table, options, operands);
}

function parseArgsOptions(rows: OptionRows) {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string }> = {
    help: { type: 'boolean', short: 'h' },
  };
  for (const [name, { value }] of Object.entries(rows))
    options[name] = { type: value === undefined ? 'boolean' : 'string' };
  return options;
}

function checkOption({ name, rawName, value, inlineValue }: OptionToken, table: CommandTable): void {
  const row = Object.hasOwn(table.options, name) ? table.options[name] : undefined;
  if (row === undefined) throw unknown(rawName, table);
  if (row.value === undefined) {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value, and was given "${value}"`, table);
    return;
  }
  if (value === undefined || value === '')
    throw new UsageError(`${rawName} needs a value: ${rawName} ${row.value}`, table);
  // More often a forgotten value than one that begins so.
  if (inlineValue !== true && value.startsWith('-')) {
    throw new UsageError(`${rawName} needs a value; one that begins with "-" is written ${rawName}=${value}`, table);
  }
}

function unknown(rawName: string, table: CommandTable): UsageError {
  const near = nearestName(rawName, Object.keys(table.options));
  return new UsageError(`there is no option ${rawName}${near === undefined ? '' : `; did you mean --${near}?`}`, table);
}

function unexpected(operand: string, table: CommandTable): UsageError {
  // npm keeps options for itself that do not follow "--", and hands on their values alone.
  const hint = table.command.startsWith('npm ') ? `; options go behind "--": ${table.command} --option ${operand}` : '';
  return new UsageError(`"${operand}" is not an option${hint}`, table);
}
