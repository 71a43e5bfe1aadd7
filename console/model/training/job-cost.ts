import { type Members, membersIn, numberIn, textIn } from '../members.ts';
import type { TrainingJob } from './described-job.ts';

/** Of an hour of one instance, where the deployed program says it. */
export interface KnownPrice {
  readonly instanceType: string;
  readonly usdPerHour: number;
}

/** Of the program's output `runCost`. */
export function priceIn(outputs: Members): KnownPrice | undefined {
  const cost = membersIn(outputs, 'runCost');
  const instanceType = textIn(cost, 'instanceType');
  const usdPerHour = numberIn(cost, 'pricePerInstanceHour');
  return instanceType === undefined || usdPerHour === undefined ? undefined : { instanceType, usdPerHour };
}

/** Seconds that AWS bills each instance for: what it said at the end, or what has run up so far. */
export function billedSeconds({ billedSeconds: billed, startedMs, endedMs }: TrainingJob, nowMs: number): number {
  if (billed !== undefined) return billed;
  return startedMs === undefined ? 0 : Math.max(1, Math.ceil(((endedMs ?? nowMs) - startedMs) / 1000));
}

/** What this job would cost on AWS so far, in USD; undefined where the price is not known. */
export function costSoFarUsd(job: TrainingJob, price: KnownPrice | undefined, nowMs: number): number | undefined {
  if (price === undefined || price.instanceType !== job.instanceType) return undefined;
  return (billedSeconds(job, nowMs) * job.instanceCount * price.usdPerHour) / 3600;
}

/** `0.0012 USD`, `3.40 USD`. */
export function usdText(amount: number): string {
  return `${amount.toFixed(amount < 0.1 ? 4 : 2)} USD`;
}
