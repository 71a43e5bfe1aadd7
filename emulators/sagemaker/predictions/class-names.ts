import { isJsonObject } from '../../core/wire/wire-json.ts';

/** Names by label, from the text of a JSON file whose member `labels` gives each name its number; undefined where it is no such file. */
export function classNamesIn(text: string, numClasses: number): readonly string[] | undefined {
  const labels = labelsIn(text);
  if (labels === undefined) return undefined;
  const names = new Map<unknown, string>();
  for (const [name, label] of Object.entries(labels)) names.set(label, name);
  const inOrder = Array.from({ length: numClasses }, (_, label) => names.get(label));
  const known = inOrder.filter((name) => name !== undefined);
  return known.length === numClasses ? known : undefined;
}

function labelsIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const file: unknown = JSON.parse(text);
    const labels = isJsonObject(file) ? file['labels'] : undefined;
    return isJsonObject(labels) ? labels : undefined;
  } catch {
    return undefined;
  }
}
