import { nearestName } from './nearest-name.ts';

/** A reason why a value cannot be used, and what to do; without the key and the value, which the reader adds. */
export type Rule<T> = (value: T) => string | undefined;

/** Reads typed values out of config texts and collects everything that is wrong with them instead of stopping at the first. */
export class ConfigReader {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #namespace: string;
  readonly #asked = new Set<string>();
  readonly problems: string[] = [];

  /**
   * `texts`: values by key without namespace, as Pulumi hands them to a program: objects and lists as JSON text.
   * `namespace`: how messages begin a key, such as `aws:`; empty for the project's own.
   */
  constructor(texts: ReadonlyMap<string, string>, namespace = '') {
    this.#texts = texts;
    this.#namespace = namespace;
  }

  text(key: string, rule: Rule<string>): string {
    const text = this.#required(key);
    return text === undefined ? '' : this.#checked(key, text, text, rule);
  }

  integer(key: string, min: number, max: number): number {
    return this.number(key, (value) => (value >= min && value <= max ? undefined : `must be from ${min} to ${max}`));
  }

  number(key: string, rule: Rule<number>): number {
    const text = this.#required(key);
    if (text === undefined) return 0;
    if (!/^-?\d+$/.test(text)) return this.#wrong(key, text, 'must be a whole number', 0);
    return this.#checked(key, text, Number(text), rule);
  }

  /** An amount of money, 0 included. */
  amount(key: string): number {
    const text = this.#required(key);
    if (text === undefined || /^\d{1,9}(?:\.\d+)?$/.test(text)) return Number(text ?? 0);
    return this.#wrong(key, text, 'must be a number such as 1.5, without a sign or currency', 0);
  }

  boolean(key: string): boolean {
    const text = this.#required(key);
    if (text === undefined || text === 'true' || text === 'false') return text === 'true';
    return this.#wrong(key, text, 'must be true or false', false);
  }

  strings(key: string, rule: Rule<readonly string[]>): readonly string[] {
    const value = this.#json(key);
    if (value === undefined) return [];
    if (!isStringList(value)) return this.#wrong(key, this.#texts.get(key), 'must be a list of texts', []);
    return this.#checked(key, JSON.stringify(value), value, rule);
  }

  object(key: string): Readonly<Record<string, unknown>> {
    const value = this.#json(key);
    if (value === undefined) return {};
    return isObject(value)
      ? value
      : this.#wrong(key, this.#texts.get(key), 'must be an object of names and values', {});
  }

  /** Keys that were asked for. */
  get known(): ReadonlySet<string> {
    return this.#asked;
  }

  /** Adds a problem for every key that nothing has asked for. */
  refuseOthers(): void {
    for (const key of [...this.#texts.keys()].sort()) {
      if (this.#asked.has(key)) continue;
      const near = nearestName(key, this.#asked);
      const known = `known keys are ${[...this.#asked].sort().join(', ')};`;
      const hint = near === undefined ? known : `did you mean "${near}"? rename it, or`;
      this.problems.push(`${key} is not a key of this project: ${hint} remove it with \`pulumi config rm ${key}\``);
    }
  }

  #required(key: string): string | undefined {
    this.#asked.add(key);
    const text = this.#texts.get(key);
    if (text === undefined) {
      const name = this.#namespace + key;
      this.problems.push(`${name} is missing: set it with \`pulumi config set ${name} <value>\``);
    }
    return text;
  }

  #json(key: string): unknown {
    const text = this.#required(key);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return this.#wrong(key, text, `must be JSON; set its members with \`pulumi config set --path\``, undefined);
    }
  }

  #checked<T>(key: string, text: string, value: T, rule: Rule<T>): T {
    const problem = rule(value);
    return problem === undefined ? value : this.#wrong(key, text, problem, value);
  }

  #wrong<T>(key: string, text: string | undefined, rule: string, instead: T): T {
    this.problems.push(`${this.#namespace}${key} is ${JSON.stringify(text)}: ${rule}`);
    return instead;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStringList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
