import { isMembers, listIn, type Members, textIn } from '../members.ts';

/** Comparison operators by the end of their names. */
const COMPARISONS: readonly (readonly [suffix: string, words: string])[] = [
  ['GreaterThanEquals', '≥'],
  ['LessThanEquals', '≤'],
  ['GreaterThan', '>'],
  ['LessThan', '<'],
  ['Equals', '='],
  ['Matches', 'matches'],
];

/** Tests of what a value is, with their words where they hold and where they do not. */
const TESTS: Readonly<Record<string, readonly [string, string]>> = {
  IsPresent: ['is there', 'is missing'],
  IsNull: ['is null', 'is not null'],
  IsBoolean: ['is a boolean', 'is no boolean'],
  IsNumeric: ['is a number', 'is no number'],
  IsString: ['is a text', 'is no text'],
  IsTimestamp: ['is a timestamp', 'is no timestamp'],
};

/** The condition of a choice rule in words, such as `$.dataset.images > 10 and $.force is missing`. */
export function choiceWords(rule: Members): string {
  const condition = textIn(rule, 'Condition');
  if (condition !== undefined) return condition.replace(/^\{%\s*/, '').replace(/\s*%\}$/, '');
  for (const [operator, word] of [
    ['And', ' and '],
    ['Or', ' or '],
  ] as const) {
    const rules = listIn(rule, operator);
    if (rules.length > 0) return joined(rules, word);
  }
  const not = rule['Not'];
  return isMembers(not) ? `not (${choiceWords(not)})` : comparisonWords(rule);
}

/** What is said twice is said once: `x is there and x = 1` is `x = 1`. */
function joined(rules: readonly Members[], word: string): string {
  const rest = word === ' and ' ? rules.filter((rule) => !isImplied(rule, rules)) : rules;
  return rest.map((rule) => (isGroup(rule) ? `(${choiceWords(rule)})` : choiceWords(rule))).join(word);
}

function isImplied(rule: Members, rules: readonly Members[]): boolean {
  const variable = rule['Variable'];
  const saysMore = (other: Members) => other['Variable'] === variable && other['IsPresent'] !== true;
  return rule['IsPresent'] === true && rules.some(saysMore);
}

function isGroup(rule: Members): boolean {
  return rule['And'] !== undefined || rule['Or'] !== undefined;
}

function comparisonWords(rule: Members): string {
  const variable = textIn(rule, 'Variable') ?? '';
  const [operator, operand] = Object.entries(rule).find(
    ([name]) => !['Variable', 'Next', 'Comment', 'Assign'].includes(name),
  ) ?? ['', ''];
  const test = TESTS[operator];
  if (test !== undefined) return `${variable} ${operand === false ? test[1] : test[0]}`;
  const name = operator.replace(/Path$/, '');
  const words = COMPARISONS.find(([suffix]) => name.endsWith(suffix))?.[1] ?? operator;
  const value = operator.endsWith('Path') || typeof operand !== 'string' ? String(operand) : `"${operand}"`;
  return `${variable} ${words} ${value}`;
}
