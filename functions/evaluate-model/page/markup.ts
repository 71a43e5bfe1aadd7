/** Text that is markup already: only `markup` makes it, so that nothing from data can be. */
export class Markup {
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  /** A template's own text is markup; what is put in is escaped, unless it is markup itself. */
  static of(strings: TemplateStringsArray, ...values: readonly Insertable[]): Markup {
    return new Markup(strings.map((text, at) => text + inserted(values[at] ?? '')).join(''));
  }
}

export type Insertable = string | number | Markup | readonly Markup[];

export const markup = Markup.of;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function inserted(value: Insertable): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string' || typeof value === 'number')
    return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
  return value.map(({ text }) => text).join('');
}
