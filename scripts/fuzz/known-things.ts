import type { Chance } from '../../test/conformance/fuzz/chance.ts';

const KEPT = 60;
/** Names of what later requests can be about, in JSON and in XML. */
const IN_JSON = /"(\w*(?:[Tt]oken|[Aa]rn|[Ii]d|[Mm]arker|ETag))" ?: ?"([^"\\]{1,1500})"/g;
const IN_XML = /<(\w*(?:Token|Arn|Id|Marker|ETag))>([^<&]{1,1500})</g;

/** What answers have named: tokens, ARNs and ids, which no request could make up. */
export class KnownThings {
  readonly #values = new Map<string, string[]>();

  learn(body: Buffer): void {
    if (body.length > 100_000) return;
    const text = body.toString('utf8');
    for (const pattern of [IN_JSON, IN_XML]) {
      for (const [, name = '', value = ''] of text.matchAll(pattern)) this.#keep(name.toLowerCase(), value);
    }
  }

  /** A value that an answer had under this name, or undefined. */
  named(chance: Chance, name: string): string | undefined {
    const values = this.#values.get(name.toLowerCase());
    return values === undefined ? undefined : chance.of(values);
  }

  any(chance: Chance): string | undefined {
    const names = [...this.#values.keys()];
    return names.length === 0 ? undefined : this.named(chance, chance.of(names));
  }

  #keep(name: string, value: string): void {
    const values = this.#values.get(name) ?? [];
    this.#values.set(name, values);
    if (values.includes(value)) return;
    values.push(value);
    if (values.length > KEPT) values.shift();
  }
}
