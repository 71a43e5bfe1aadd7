import type { RuleTable } from '../support/rule.ts';
import { ALGORITHM_NOT_REPRODUCED } from './algorithm/not-reproduced-failures.ts';
import { SERVICE_NOT_REPRODUCED } from './service/not-reproduced-refusals.ts';

/** Why an entry of a fact file is held by no test, by the entry's id. */
export type Reasons = Readonly<Record<string, string>>;

/**
 * Entries of the fact files that are not reproduced here, by the table of docs/fidelity whose rules come from that file.
 * An entry that a `rule` of the same table holds is not listed here; docs/fidelity shows the rest (`npm run fidelity`).
 */
export const NOT_REPRODUCED: Readonly<Partial<Record<RuleTable, Reasons>>> = {
  'sagemaker-service': SERVICE_NOT_REPRODUCED,
  'sagemaker-algorithm': ALGORITHM_NOT_REPRODUCED,
};
