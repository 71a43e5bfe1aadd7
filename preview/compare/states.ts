import { isRecord } from './property-change.ts';

/** A state, wherever it is in the definition. */
export interface NamedState {
  /** Names from the outside in, as `Train all / branch 1 / Train one`. */
  readonly name: string;
  /** Its own fields; the states inside it stand for themselves. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The name of the state that follows each of its transitions, with what leads there. */
  readonly transitions: readonly { readonly to: string; readonly label: string }[];
}

const SEPARATOR = ' / ';
type Definition = Readonly<Record<string, unknown>>;

/** Whether a JSON object is a state machine's definition. */
export function isDefinition(value: Definition | undefined): value is Definition {
  return value !== undefined && typeof value['StartAt'] === 'string' && isRecord(value['States']);
}

/** All states of a definition, those of Parallel and Map states included. */
export function statesOf(definition: Definition, outside: readonly string[] = []): readonly NamedState[] {
  const states = isRecord(definition['States']) ? definition['States'] : {};
  return Object.entries(states).flatMap(([name, state]) => {
    if (!isRecord(state)) return [];
    const path = [...outside, name];
    const inner = innerDefinitions(state);
    const entries = inner.map(({ label, definition: { StartAt } }) => ({
      to: [...path, label, String(StartAt)].join(SEPARATOR),
      label,
    }));
    return [
      {
        name: path.join(SEPARATOR),
        fields: ownFields(state),
        transitions: [...transitionsOf(state, outside), ...entries],
      },
      ...inner.flatMap(({ label, definition: nested }) => statesOf(nested, [...path, label])),
    ];
  });
}

function innerDefinitions(state: Definition): readonly { readonly label: string; readonly definition: Definition }[] {
  const branches = Array.isArray(state['Branches']) ? state['Branches'] : [];
  const processor = state['ItemProcessor'] ?? state['Iterator'];
  return [
    ...branches.map((definition, index) => ({ label: `branch ${index + 1}`, definition })),
    { label: 'each item', definition: processor },
  ].filter(({ definition }) => isDefinition(definition));
}

function ownFields(state: Definition): Definition {
  const { Branches, ItemProcessor, Iterator, ...fields } = state;
  const processor = ItemProcessor ?? Iterator;
  if (!isRecord(processor)) return fields;
  const { States, ...settings } = processor;
  return { ...fields, ItemProcessor: settings };
}

function transitionsOf(state: Definition, outside: readonly string[]): NamedState['transitions'] {
  const to = (name: unknown, label: string) =>
    typeof name === 'string' ? [{ to: [...outside, name].join(SEPARATOR), label }] : [];
  const rules = (field: string) => (Array.isArray(state[field]) ? state[field].filter(isRecord) : []);
  return [
    ...to(state['Next'], ''),
    ...rules('Choices').flatMap((rule, index) => to(rule['Next'], `choice ${index + 1}`)),
    ...to(state['Default'], 'default'),
    ...rules('Catch').flatMap((rule) => to(rule['Next'], `catch ${[rule['ErrorEquals']].flat().join(', ')}`)),
  ];
}
