import type { Json, JsonRecord } from '../language/json.ts';

/** One rule of a Choice state: And, Or, Not, or a Variable with one operator such as NumericGreaterThan. */
export interface ChoiceRule {
  readonly Next?: string;
  readonly And?: readonly ChoiceRule[];
  readonly Or?: readonly ChoiceRule[];
  readonly Not?: ChoiceRule;
  readonly Variable?: string;
  /** JSONata: true or false, or an expression that gives one of them. */
  readonly Condition?: Json;
  readonly Assign?: JsonRecord;
  readonly Output?: Json;
  readonly [operator: string]: unknown;
}

const COMPARISONS = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'];
const ORDERED_TYPES = ['String', 'Numeric', 'Timestamp'];

const PLAIN_OPERATORS = [
  ...ORDERED_TYPES.flatMap((type) => COMPARISONS.map((comparison) => `${type}${comparison}`)),
  'BooleanEquals',
];

/** Operators that test the variable itself and take true or false. */
export const TYPE_TESTS: readonly string[] = [
  'IsPresent',
  'IsNull',
  'IsString',
  'IsNumeric',
  'IsBoolean',
  'IsTimestamp',
];

/** Operators that compare with a value in the definition. */
export const VALUE_OPERATORS: readonly string[] = [...PLAIN_OPERATORS, 'StringMatches'];
/** Operators that compare with what a path selects. */
export const PATH_OPERATORS: readonly string[] = PLAIN_OPERATORS.map((operator) => `${operator}Path`);
export const OPERATORS: ReadonlySet<string> = new Set([...VALUE_OPERATORS, ...PATH_OPERATORS, ...TYPE_TESTS]);

/** The operator that a rule with a Variable has. */
export function operatorOf(rule: ChoiceRule): string | undefined {
  return Object.keys(rule).find((name) => OPERATORS.has(name));
}
