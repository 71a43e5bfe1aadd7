import {
  HYPERPARAMETERS,
  type HyperparameterName,
  type HyperparameterRule,
  UNDOCUMENTED_NAMES,
} from './algorithm-hyperparameters.ts';

/** The values that a job runs with, as text: what was given over the documented defaults. */
export type HyperparameterTexts = Readonly<Partial<Record<HyperparameterName, string>>>;

/** Every fault of single values, in the order in which the algorithm's schema looks: unknown, missing, then each value. */
export function hyperparameterFaults(given: Readonly<Record<string, string>>): string[] {
  return [
    ...unknownNames(given),
    ...missingNames(given),
    ...HYPERPARAMETERS.flatMap((rule) => valueFault(rule, given)),
  ];
}

export function withDefaults(given: Readonly<Record<string, string>>): HyperparameterTexts {
  const texts: Partial<Record<HyperparameterName, string>> = {};
  for (const rule of HYPERPARAMETERS) {
    const text = given[rule.name] ?? ('default' in rule ? rule.default : undefined);
    if (text !== undefined) texts[rule.name] = text;
  }
  return texts;
}

function unknownNames(given: Readonly<Record<string, string>>): string[] {
  const known = new Set<string>([...HYPERPARAMETERS.map(({ name }) => name), ...UNDOCUMENTED_NAMES]);
  const unknown = Object.keys(given).filter((name) => !known.has(name));
  if (unknown.length === 0) return [];
  const verb = unknown.length === 1 ? 'was' : 'were';
  return [`Additional hyperparameters are not allowed (${quotedList(unknown)} ${verb} unexpected)`];
}

function missingNames(given: Readonly<Record<string, string>>): string[] {
  const missing = HYPERPARAMETERS.filter((rule) => 'required' in rule && given[rule.name] === undefined);
  if (missing.length === 0) return [];
  const names = quotedList(missing.map(({ name }) => name));
  return [`No value(s) were specified for ${names} which are required hyperparameter(s) (caused by ValidationError)`];
}

function valueFault(rule: HyperparameterRule, given: Readonly<Record<string, string>>): string[] {
  const value = given[rule.name];
  if (value === undefined) return [];
  if (rule.type === 'choice') return rule.choices.includes(value) ? [] : [notAChoice(rule.name, value, rule.choices)];
  if (rule.type === 'imageShape') return imageShapeFault(value);
  if (rule.type === 'epochList') return epochListFault(rule.name, value);
  return numberFault(rule, value);
}

function notAChoice(name: string, value: string, choices: readonly string[]): string {
  return `The value '${value}' is not valid for the '${name}' hyperparameter which accepts one of the following: ${quotedList(choices)} (caused by ValidationError)`;
}

function numberFault(rule: HyperparameterRule & { type: 'integer' | 'float' }, value: string): string[] {
  const { name, type, min, max } = rule;
  if (!(type === 'integer' ? isInteger(value) : isFloat(value))) {
    return [
      `The value for hyperparameter '${name}' should be of type ${type}, but provided '${value}'. Please provide a valid '${type}' value and try again.`,
    ];
  }
  const number = Number(value);
  if (number >= min && number <= (max ?? Number.MAX_SAFE_INTEGER)) return [];
  const range = max === undefined ? `at least ${min}` : `between ${min} and ${max}`;
  return [`[rehearsal] The value '${value}' is not valid for the '${name}' hyperparameter: it must be ${range}.`];
}

function imageShapeFault(value: string): string[] {
  const parts = value.split(',').map((part) => part.trim());
  const good = parts.length === 3 && parts.every((part) => isInteger(part) && Number(part) >= 1);
  if (good && ['1', '3'].includes(parts[0] ?? '')) return [];
  const rule = "it must be 'num_channels,height,width' with 1 or 3 channels, such as '3,224,224'";
  return [`[rehearsal] The value '${value}' is not valid for the 'image_shape' hyperparameter: ${rule}.`];
}

function epochListFault(name: string, value: string): string[] {
  if (value.split(',').every((part) => isInteger(part.trim()) && Number(part) >= 1)) return [];
  const rule = "it must be epochs separated by commas, such as '10, 20'";
  return [`[rehearsal] The value '${value}' is not valid for the '${name}' hyperparameter: ${rule}.`];
}

function isInteger(value: string): boolean {
  return /^[+-]?\d+$/u.test(value) && Number.isSafeInteger(Number(value));
}

function isFloat(value: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/iu.test(value) && Number.isFinite(Number(value));
}

function quotedList(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
