import { UserError } from '../user-error.ts';
import { type CommandTable, helpText } from './command-table.ts';

/** Wrong use of a command line; the message says what was given and what is possible. */
export class UsageError extends UserError {
  constructor(problem: string, table: CommandTable) {
    super('UsageError', `${problem}\n\n${helpText(table)}`);
  }
}
