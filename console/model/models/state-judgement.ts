import { isMembers, listIn, type Members, membersIn, numberIn, parsedJson, textIn } from '../members.ts';

/** A share of a count with its interval; there is none where nothing was counted. */
export interface CountedShare {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly hits: number;
  readonly total: number;
}

export interface Mistake {
  /** Below the prefix of the validation images. */
  readonly image: string;
  readonly actual: string;
  readonly predicted: string;
  readonly probability: number;
}

/** What the state that compares two models has found out. */
export interface Judgement {
  readonly promoted: boolean;
  readonly verdict: string;
  readonly approval: string;
  readonly reasons: readonly string[];
  readonly accuracy?: CountedShare;
  readonly championAccuracy?: CountedShare;
  readonly mistakes: readonly Mistake[];
  readonly evaluationUri: string;
  readonly pageUri: string;
  /** Of few classes: counts by true class, then predicted one. */
  readonly confusion?: { readonly names: readonly string[]; readonly counts: readonly (readonly number[])[] };
}

const VERDICTS: Readonly<Record<string, string>> = {
  better: 'It is better than the champion.',
  'not worse': 'It is not worse than the champion.',
  worse: 'It is worse than the champion.',
  'cannot tell': 'Whether it is as good as the champion cannot be told.',
  'no champion': 'There is no champion to compare with.',
};

export function verdictText({ verdict }: Judgement): string {
  return VERDICTS[verdict] ?? verdict;
}

/** The judgement that a state has added to its data; one that it was given is an earlier state's. */
export function judgementOf({ input, output }: { readonly input?: string; readonly output?: string }) {
  // Looked for as text first: states' data is long, and most has none.
  if (output?.includes('"judgement"') !== true) return undefined;
  return answerIn(input) === undefined ? judgementIn(answerIn(output)) : undefined;
}

function answerIn(text: string | undefined): Members | undefined {
  const data = parsedJson(text);
  if (!isMembers(data) || !isMembers(data['judgement'])) return undefined;
  const { judgement } = data;
  return isMembers(judgement['Payload']) ? judgement['Payload'] : judgement;
}

function judgementIn(answer: Members | undefined): Judgement | undefined {
  if (answer === undefined || typeof answer['promoted'] !== 'boolean') return undefined;
  const [accuracy, championAccuracy] = [shareIn(answer, 'accuracy'), shareIn(answer, 'championAccuracy')];
  const confusion = confusionIn(answer);
  return {
    promoted: answer['promoted'],
    verdict: textIn(answer, 'verdict') ?? '',
    approval: textIn(answer, 'approval') ?? '',
    reasons: textsIn(answer['reasons']),
    ...(accuracy === undefined ? {} : { accuracy }),
    ...(championAccuracy === undefined ? {} : { championAccuracy }),
    mistakes: listIn(answer, 'mostConfidentlyWrong').map(mistakeIn),
    evaluationUri: textIn(answer, 'evaluationUri') ?? '',
    pageUri: textIn(answer, 'pageUri') ?? '',
    ...(confusion === undefined ? {} : { confusion }),
  };
}

function shareIn(answer: Members, name: string): CountedShare | undefined {
  const share = membersIn(answer, name);
  const [value, low, high] = [numberIn(share, 'value'), numberIn(share, 'low'), numberIn(share, 'high')];
  if (value === undefined || low === undefined || high === undefined) return undefined;
  return { value, low, high, hits: numberIn(share, 'hits') ?? 0, total: numberIn(share, 'total') ?? 0 };
}

function mistakeIn(one: Members): Mistake {
  const [image = '', actual = '', predicted = ''] = ['image', 'actual', 'predicted'].map((name) => textIn(one, name));
  return { image, actual, predicted, probability: numberIn(one, 'probability') ?? 0 };
}

function confusionIn(answer: Members): Judgement['confusion'] {
  const names = textsIn(answer['classNames']);
  const rows: readonly unknown[] = Array.isArray(answer['confusion']) ? answer['confusion'] : [];
  if (names.length === 0 || rows.length !== names.length) return undefined;
  const counts = rows.map((row) => (Array.isArray(row) ? row.filter((count) => typeof count === 'number') : []));
  return { names, counts };
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
