import { InvalidRequestError } from '../../generate-dataset/errors.ts';
import { recordOf } from '../../generate-dataset/storage/json-shapes.ts';

/** Reads a payload member by member and remembers every problem, so that all of them are reported at once. */
export class PayloadMembers {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly #problems: string[];

  constructor(value: unknown, path = '', problems: string[] = []) {
    this.#fields = recordOf(value) ?? {};
    this.#path = path;
    this.#problems = problems;
  }

  /** A member that has members of its own; one that is absent has none. */
  within(name: string): PayloadMembers {
    return new PayloadMembers(this.#fields[name], `${this.#path}${name}.`, this.#problems);
  }

  has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  /** A null counts as absent. */
  value(name: string): unknown {
    return this.#fields[name] ?? undefined;
  }

  text(name: string): string {
    const value = this.value(name);
    if (typeof value === 'string' && value !== '') return value;
    this.wrong(name, 'a text');
    return '';
  }

  optionalText(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined;
  }

  flag(name: string): boolean {
    const value = this.value(name);
    if (typeof value !== 'boolean') this.wrong(name, 'true or false');
    return value === true;
  }

  /** A number between two others, these included. */
  number(name: string, from: number, to: number): number {
    const value = this.value(name);
    if (typeof value === 'number' && value >= from && value <= to) return value;
    this.wrong(name, `a number from ${from} to ${to}`);
    return from;
  }

  wrong(name: string, rule: string): void {
    this.#problems.push(`payload member ${this.#path}${name} is ${shown(this.#fields[name])} and must be ${rule}`);
  }

  /** @throws {InvalidRequestError} naming every problem so far */
  check(): void {
    if (this.#problems.length > 0) throw new InvalidRequestError(this.#problems);
  }
}

const SHOWN_CHARACTERS = 200;

function shown(value: unknown): string {
  const text = String(JSON.stringify(value));
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}...` : text;
}
