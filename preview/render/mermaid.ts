import type { StateMachineChange } from '../compare/state-machine-change.ts';

/** Beyond this a picture shows nothing any more, and GitHub refuses very long ones. */
const MAX_STATES = 80;

/** Legible on a light and on a dark page. */
const CLASSES = [
  'classDef added fill:#2da44e,color:#fff,stroke:#116329',
  'classDef changed fill:#d4a72c,color:#000,stroke:#7d4e00',
  'classDef removed fill:#cf222e,color:#fff,stroke:#82071e,stroke-dasharray: 5 5',
];

/** The graph of both definitions as one Mermaid flowchart, changed states coloured; undefined where it would be too large. */
export function stateGraph({ before, after, states, hyperparameters }: StateMachineChange): string | undefined {
  const removed = before.filter(({ name }) => after.every((state) => state.name !== name));
  const all = [...after, ...removed];
  if (all.length > MAX_STATES) return undefined;
  const id = (name: string) => `s${all.findIndex((state) => state.name === name)}`;
  const kinds = new Map([
    ...hyperparameters.map(({ state }) => [state, 'changed'] as const),
    ...states.map(({ state, kind }) => [state, kind] as const),
  ]);
  const nodes = all.map(({ name }) => `${id(name)}["${label(name)}"]${kinds.has(name) ? `:::${kinds.get(name)}` : ''}`);
  const known = (name: string) => all.some((state) => state.name === name);
  const edges = all.flatMap(({ name, transitions }) =>
    transitions
      .filter(({ to }) => known(to))
      .map(({ to, label: text }) => `${id(name)} -->${text === '' ? '' : `|"${label(text)}"|`} ${id(to)}`),
  );
  return ['flowchart TD', ...[...nodes, ...edges, ...CLASSES].map((line) => `  ${line}`)].join('\n');
}

/** Names are the user's: what Mermaid or HTML would read as their own is written as entities. */
function label(text: string): string {
  return text.replace(/[&<>"#`;\\\n]/g, (character) => `#${character.codePointAt(0)};`);
}
