import { nearestName } from '../../emulators/core/nearest-name.ts';
import { valuesOf } from '../../emulators/core/validation/api-model.ts';
import { sageMakerModel } from '../../emulators/sagemaker/sagemaker-model.ts';

/** The quotas of training jobs, as Service Quotas names them after the instance type. */
const USAGES = ['for training job usage', 'for spot training job usage', 'for training warm pool usage'];
const PROCESSING = 'Number of instances across all processing jobs';
const NAMES_ADVICE = `write an instance type such as ml.g4dn.xlarge, it followed by "${USAGES.join('" or "')}", or "${PROCESSING}"`;

export interface CheckedQuotas {
  readonly quotas: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

/** Checks `sagemaker.quotas`: numbers of instances by instance type or by a quota's full name. */
export function checkQuotas(value: unknown): CheckedQuotas {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const advice = 'write a mapping from instance types to numbers of instances, such as ml.g4dn.xlarge: 1';
    return { quotas: {}, problems: [`sagemaker.quotas is ${JSON.stringify(value)}; ${advice}`] };
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return { quotas: {}, problems: [] };
  const instanceTypes = valuesOf(sageMakerModel(), 'TrainingInstanceType');
  const known = [PROCESSING, ...instanceTypes.flatMap((type) => [type, ...USAGES.map((usage) => `${type} ${usage}`)])];
  const problems = entries.flatMap(([name, limit]) => [...nameProblems(name, known), ...limitProblems(name, limit)]);
  const usable = entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return { quotas: Object.fromEntries(usable), problems };
}

function nameProblems(name: string, known: readonly string[]): string[] {
  if (known.includes(name)) return [];
  const near = nearestName(name, known);
  const advice = near === undefined ? NAMES_ADVICE : `did you mean "${near}"?`;
  return [`sagemaker.quotas has no quota ${JSON.stringify(name)}; ${advice}`];
}

function limitProblems(name: string, limit: unknown): string[] {
  if (typeof limit === 'number' && Number.isSafeInteger(limit) && limit >= 0) return [];
  return [`sagemaker.quotas["${name}"] is ${JSON.stringify(limit)}; write a whole number of instances, 0 or more`];
}
