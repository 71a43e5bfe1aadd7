import { meantName } from '../meant-name.ts';
import { hyperparameterConflicts } from './hyperparameter-conflicts.ts';
import { COUNTED_HYPERPARAMETERS, HYPERPARAMETERS, type HyperparameterRule } from './hyperparameter-table.ts';

export interface CheckedHyperparameters {
  /** As CreateTrainingJob takes them: every value is a string. Sorted by name. */
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

/** Checks configured values (JSON numbers, booleans or text) against the algorithm's documented ranges. */
export function checkHyperparameters(configured: Readonly<Record<string, unknown>>): CheckedHyperparameters {
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of Object.keys(configured).sort()) {
    const text = asText(configured[name]);
    const problem = problemOf(name, text, configured[name]);
    if (problem !== undefined) problems.push(problem);
    else if (text !== undefined) values[name] = text;
  }
  return { values, problems: [...problems, ...hyperparameterConflicts(values)] };
}

/** `pulumi config set --path` stores true and false as booleans; the algorithm takes Python's words for them. */
function asText(value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : undefined;
}

function problemOf(name: string, text: string | undefined, configured: unknown): string | undefined {
  const rule = Object.hasOwn(HYPERPARAMETERS, name) ? HYPERPARAMETERS[name] : undefined;
  if (rule === undefined) return unknownName(name);
  const wanted = brokenRule(rule, text);
  if (wanted === undefined) return undefined;
  return `hyperparameters.${name} is ${JSON.stringify(configured)}: the algorithm takes ${wanted}; run \`pulumi config set --path hyperparameters.${name} <value>\``;
}

function unknownName(name: string): string {
  if (COUNTED_HYPERPARAMETERS.includes(name)) {
    return `hyperparameters.${name} cannot be configured: it is counted in the data of each run; remove it with \`pulumi config rm --path hyperparameters.${name}\``;
  }
  const near = meantName(name, Object.keys(HYPERPARAMETERS));
  const hint = near === undefined ? `known are ${Object.keys(HYPERPARAMETERS).join(', ')}` : `did you mean "${near}"?`;
  return `hyperparameters.${name} is not a hyperparameter of image-classification: ${hint}`;
}

/** What the rule wants, if the value breaks it. */
function brokenRule(rule: HyperparameterRule, text: string | undefined): string | undefined {
  const value = text ?? '';
  switch (rule.kind) {
    case 'integer':
      return isInteger(value) && Number(value) >= rule.min ? undefined : `a whole number of at least ${rule.min}`;
    case 'integerOf':
      return isInteger(value) && rule.values.includes(Number(value)) ? undefined : `one of ${rule.values.join(', ')}`;
    case 'number':
      return isNumber(value) && Number(value) >= rule.min && Number(value) <= rule.max
        ? undefined
        : `a number from ${rule.min} to ${rule.max}`;
    case 'choice':
      return rule.values.includes(value) ? undefined : `one of ${rule.values.join(', ')}`;
    case 'imageShape':
      return /^[1-9]\d*,[1-9]\d*,[1-9]\d*$/.test(value)
        ? undefined
        : '"channels,height,width" as three positive whole numbers without spaces, such as "3,224,224"';
    case 'epochList':
      return /^[1-9]\d*(, ?[1-9]\d*)*$/.test(value) ? undefined : 'epochs separated by commas, such as "10,20"';
  }
}

function isInteger(text: string): boolean {
  return /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text));
}

function isNumber(text: string): boolean {
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
}
