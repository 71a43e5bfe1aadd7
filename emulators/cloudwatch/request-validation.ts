import { AwsError } from '../core/wire/aws-error.ts';
import { isJsonObject } from '../core/wire/wire-json.ts';
import type { ListShape, Shape, StructureShape, TextShape } from './request-shapes.ts';

/** How a protocol writes what has no form of its own on the wire; undefined for a value that is none. */
export interface ScalarReader {
  readonly number: (value: unknown) => number | undefined;
  readonly boolean: (value: unknown) => boolean | undefined;
  readonly timestampMs: (value: unknown) => number | undefined;
}

/** The request's members, times in milliseconds. All breaches of the model's constraints are reported at once. */
export function validatedInput(shape: StructureShape, raw: unknown, scalars: ScalarReader): object {
  const reader = new InputReader(scalars);
  const input = reader.structure(shape, raw, '');
  reader.throwViolations();
  return input;
}

class InputReader {
  readonly #scalars: ScalarReader;
  readonly #violations: string[] = [];

  constructor(scalars: ScalarReader) {
    this.#scalars = scalars;
  }

  structure(shape: StructureShape, raw: unknown, path: string): object {
    if (!isJsonObject(raw)) throw wrongType(path, 'a structure');
    const members: Record<string, unknown> = {};
    for (const [name, memberShape] of Object.entries(shape.members)) {
      const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
      const memberPath = `${path === '' ? '' : `${path}.`}${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      if (value !== undefined && value !== null) members[name] = this.#value(memberShape, value, memberPath);
      else if (shape.required.includes(name)) this.#add('null', memberPath, 'Member must not be null');
    }
    return members;
  }

  throwViolations(): void {
    const count = this.#violations.length;
    if (count === 0) return;
    const noun = count === 1 ? 'error' : 'errors';
    throw new AwsError('ValidationError', 400, `${count} validation ${noun} detected: ${this.#violations.join('; ')}`);
  }

  #value(shape: Shape, raw: unknown, path: string): unknown {
    if (shape.kind === 'structure') return this.structure(shape, raw, path);
    if (shape.kind === 'list') return this.#list(shape, raw, path);
    if (shape.kind === 'string') return this.#text(shape, raw, path);
    if (shape.kind === 'boolean') return required(this.#scalars.boolean(raw), path, 'true or false');
    if (shape.kind === 'timestamp') return required(this.#scalars.timestampMs(raw), path, 'a timestamp');
    const value = required(this.#scalars.number(raw), path, 'a number');
    if (shape.min !== undefined && value < shape.min) {
      this.#addValue(String(value), path, `Member must have value greater than or equal to ${shape.min}`);
    }
    return value;
  }

  #list(shape: ListShape, raw: unknown, path: string): unknown[] {
    if (!Array.isArray(raw)) throw wrongType(path, 'a list');
    this.#checkLength(`[${raw.length} members]`, raw.length, shape, path);
    return raw.map((element, index) => this.#value(shape.of, element, `${path}.${index + 1}.member`));
  }

  #text(shape: TextShape, raw: unknown, path: string): string {
    if (typeof raw !== 'string') throw wrongType(path, 'a string');
    this.#checkLength(raw, raw.length, shape, path);
    if (shape.pattern !== undefined && !new RegExp(`^(?:${shape.pattern})$`, 's').test(raw)) {
      this.#addValue(raw, path, `Member must satisfy regular expression pattern: ${shape.pattern}`);
    }
    if (shape.values !== undefined && !shape.values.includes(raw)) {
      this.#addValue(raw, path, `Member must satisfy enum value set: [${shape.values.join(', ')}]`);
    }
    return raw;
  }

  #checkLength(
    shown: string,
    length: number,
    { min, max }: { readonly min?: number; readonly max?: number },
    path: string,
  ): void {
    if (min !== undefined && length < min) {
      this.#addValue(shown, path, `Member must have length greater than or equal to ${min}`);
    }
    if (max !== undefined && length > max) {
      this.#addValue(shown, path, `Member must have length less than or equal to ${max}`);
    }
  }

  #addValue(value: string, path: string, rule: string): void {
    this.#add(`'${value}'`, path, rule);
  }

  #add(value: string, path: string, rule: string): void {
    this.#violations.push(`Value ${value} at '${path}' failed to satisfy constraint: ${rule}`);
  }
}

function required<T>(value: T | undefined, path: string, kind: string): T {
  if (value === undefined) throw wrongType(path, kind);
  return value;
}

function wrongType(path: string, kind: string): AwsError {
  const member = path === '' ? 'the request' : `'${path}'`;
  return new AwsError('SerializationException', 400, `[rehearsal] ${member} must be ${kind}`);
}
