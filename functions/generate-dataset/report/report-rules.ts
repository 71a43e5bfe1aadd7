/** What is done about a picture that is where it should not be. */
export type Severity = 'warning' | 'error';

/** When a data set is reported as odd, or refused. */
export interface ReportRules {
  /** The same picture in train and in test. */
  readonly duplicatesAcrossSplits: Severity;
  /** The same picture in several classes. */
  readonly duplicatesAcrossClasses: Severity;
  /** A warning where the largest class has more than so many times the training images of the smallest. */
  readonly maximumClassRatio: number;
  /** Whether a class of the last model may be without training images. */
  readonly allowVanishedClasses: boolean;
}

export const DEFAULT_RULES: ReportRules = {
  duplicatesAcrossSplits: 'warning',
  duplicatesAcrossClasses: 'warning',
  maximumClassRatio: 10,
  allowVanishedClasses: false,
};

interface ParsedRules {
  /** Absent where none are given, or wrong ones. */
  readonly rules?: ReportRules;
  readonly problems: readonly string[];
}

/** The rules in a payload's member; what it leaves out is as by default. */
export function parseRules(value: unknown): ParsedRules {
  if (value === undefined) return { problems: [] };
  const given: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  const rules = { ...DEFAULT_RULES, ...given };
  const problems = [
    ...severityProblems('duplicatesAcrossSplits', rules.duplicatesAcrossSplits),
    ...severityProblems('duplicatesAcrossClasses', rules.duplicatesAcrossClasses),
    ...(typeof rules.maximumClassRatio === 'number' && rules.maximumClassRatio >= 1
      ? []
      : [`payload member rules.maximumClassRatio is ${shown(rules.maximumClassRatio)} and must be a number from 1`]),
    ...(typeof rules.allowVanishedClasses === 'boolean'
      ? []
      : [
          `payload member rules.allowVanishedClasses is ${shown(rules.allowVanishedClasses)} and must be true or false`,
        ]),
  ];
  return problems.length > 0 ? { problems } : { rules, problems };
}

function severityProblems(name: string, value: unknown): string[] {
  return value === 'warning' || value === 'error'
    ? []
    : [`payload member rules.${name} is ${shown(value)} and must be "warning" or "error"`];
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined';
}
