import { resolve } from 'node:path';
import type { CommandTable, OptionRows } from './command-table.ts';
import { UsageError } from './usage-error.ts';

/** An option as node:util's parseArgs finds it. */
export interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

type Name<Rows extends OptionRows, Row> = {
  [K in keyof Rows]: Rows[K] extends Row ? K : never;
}[keyof Rows] &
  string;
type ValueName<Rows extends OptionRows> = Name<Rows, { readonly value: string }>;
type SwitchName<Rows extends OptionRows> = Exclude<keyof Rows & string, ValueName<Rows>>;
type ListName<Rows extends OptionRows> = Name<Rows, { readonly isList: true }>;

const MAX_PORT = 65_535;

/** The options that were given, asked for by the names of their table. */
export class ParsedOptions<Rows extends OptionRows> {
  readonly #table: CommandTable<Rows>;
  readonly #options: readonly OptionToken[];
  readonly operands: readonly string[];

  constructor(table: CommandTable<Rows>, options: readonly OptionToken[], operands: readonly string[]) {
    this.#table = table;
    this.#options = options;
    this.operands = operands;
  }

  isOn(name: SwitchName<Rows>): boolean {
    return this.#options.some((option) => option.name === name);
  }

  /** All values of an option that may be given several times. */
  list(name: ListName<Rows>): readonly string[] {
    return this.#values(name);
  }

  /** Of several, the last one counts. */
  text(name: ValueName<Rows>): string | undefined {
    return this.#values(name).at(-1);
  }

  /** A file or folder, absolute. */
  path(name: ValueName<Rows>): string | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : resolve(value);
  }

  port(name: ValueName<Rows>): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const port = Number(value);
    if (/^\d+$/.test(value) && port <= MAX_PORT) return port;
    throw this.error(`--${name} ${value}: a port is a whole number from 0 to ${MAX_PORT}; 0 takes any free one`);
  }

  count(name: ValueName<Rows>): number | undefined {
    const value = this.text(name);
    if (value === undefined || /^\d{1,9}$/.test(value)) return value === undefined ? undefined : Number(value);
    throw this.error(`--${name} ${value}: write a whole number, 0 or more`);
  }

  /** An http or https URL, without a slash at its end. */
  url(name: ValueName<Rows>): string | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (['http:', 'https:'].includes(URL.parse(value)?.protocol ?? '')) return value.replace(/\/$/, '');
    throw this.error(`--${name} ${value}: not a URL such as http://localhost:4566`);
  }

  error(problem: string): UsageError {
    return new UsageError(problem, this.#table);
  }

  #values(name: string): readonly string[] {
    return this.#options.filter((option) => option.name === name).flatMap(({ value }) => value ?? []);
  }
}
