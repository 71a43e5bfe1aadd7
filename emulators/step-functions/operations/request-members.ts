import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';

/** Reads members of a request, or of a structure in it, that the API model allows. */
export class RequestMembers {
  readonly #input: JsonObject;

  constructor(input: JsonObject) {
    this.#input = input;
  }

  has(member: string): boolean {
    return this.#input[member] !== undefined;
  }

  text(member: string): string | undefined {
    const value = this.#input[member];
    return typeof value === 'string' ? value : undefined;
  }

  requiredText(member: string): string {
    const value = this.text(member);
    if (value === undefined) throw new Error(`${member} is missing from a validated request`);
    return value;
  }

  number(member: string): number | undefined {
    const value = this.#input[member];
    return typeof value === 'number' ? value : undefined;
  }

  flag(member: string): boolean | undefined {
    const value = this.#input[member];
    return typeof value === 'boolean' ? value : undefined;
  }

  object(member: string): JsonObject | undefined {
    const value = this.#input[member];
    return isJsonObject(value) ? value : undefined;
  }

  list(member: string): readonly unknown[] | undefined {
    const value = this.#input[member];
    return Array.isArray(value) ? value : undefined;
  }

  /** One of the API's enumerated values. */
  choice<T extends string>(member: string, values: readonly T[]): T | undefined {
    const value = this.text(member);
    return values.find((candidate) => candidate === value);
  }
}
