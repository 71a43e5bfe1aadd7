import { type ConformedApi, isKnown } from './apis/conformed-api.ts';
import { type Answer, isAsExpected, isModelRefusal } from './expected-answer.ts';
import type { ModelFacts } from './model-facts.ts';
import { pairsOf, type Variant, variantsOf } from './variants.ts';

const PAIRS_AN_OPERATION = 50;

export interface OperationCount {
  readonly variants: number;
  readonly asAws: number;
  /** Requests that the model forbids, and how many of them are refused as AWS refuses them. */
  readonly forbidden: number;
  readonly refusedAsAws: number;
  /** Requests that the model allows and that are refused as if it did not. */
  readonly validRefused: number;
}

export type Counts = Readonly<Record<string, OperationCount>>;

export interface Difference {
  readonly variant: Variant;
  readonly answer: Answer;
}

export interface Conformance {
  readonly counts: Counts;
  readonly differences: readonly Difference[];
}

/** Sends variants of every served operation through the emulator's wire format: all, or of each operation every n-th. */
export async function measureConformance(api: ConformedApi, facts: ModelFacts, everyNth = 1): Promise<Conformance> {
  await using running = await api.start();
  const counts: Record<string, OperationCount> = {};
  const differences: Difference[] = [];
  for (const operation of facts.operations) {
    const variants = variantsFor(api, facts, operation).filter((_, index) => index % everyNth === 0);
    const answered: Difference[] = [];
    for (const variant of variants) {
      const answer = await running.call(operation, variant.input);
      if (answer !== undefined) answered.push({ variant, answer });
    }
    const unlike = answered.filter(({ variant, answer }) => !isAsExpected(variant.expected, answer, api));
    counts[operation] = countOf(answered, unlike, api);
    differences.push(...unlike);
  }
  return { counts, differences };
}

function countOf(answered: readonly Difference[], unlike: readonly Difference[], api: ConformedApi): OperationCount {
  const isForbidden = ({ variant }: Difference) => variant.expected.kind !== 'valid';
  const forbidden = answered.filter(isForbidden).length;
  return {
    variants: answered.length,
    asAws: answered.length - unlike.length,
    forbidden,
    refusedAsAws: forbidden - unlike.filter(isForbidden).length,
    validRefused: unlike.filter((one) => !isForbidden(one) && isModelRefusal(one.answer, api)).length,
  };
}

/** Sums over the operations of a service. */
export function sumOf(counts: Counts): OperationCount {
  const sum = (member: keyof OperationCount) => Object.values(counts).reduce((total, one) => total + one[member], 0);
  return {
    variants: sum('variants'),
    asAws: sum('asAws'),
    forbidden: sum('forbidden'),
    refusedAsAws: sum('refusedAsAws'),
    validRefused: sum('validRefused'),
  };
}

function variantsFor(api: ConformedApi, facts: ModelFacts, operation: string): readonly Variant[] {
  const base = api.baseRequests[operation];
  if (base === undefined) throw new Error(`${operation} of ${api.name} is served and has no base request`);
  const beyond = (variant: Variant) => api.beyondModel?.some((known) => isKnown(known, variant)) === true;
  const single = variantsOf(facts, operation, base).filter((variant) => !beyond(variant));
  return [...single, ...pairsOf(single, PAIRS_AN_OPERATION)];
}
