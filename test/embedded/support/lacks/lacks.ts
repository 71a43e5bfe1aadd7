import type { Rule } from '../../../support/rule.ts';
import { FUNCTION_LACKS } from './function-lacks.ts';
import type { Lack, RoleKey } from './lack.ts';
import { MODEL_LACKS } from './model-lacks.ts';
import { TRAINING_LACKS } from './training-lacks.ts';
import { WORKFLOW_LACKS } from './workflow-lacks.ts';

/** Every statement of every role of the program that is used here. */
export const LACKS: readonly Lack[] = [...FUNCTION_LACKS, ...TRAINING_LACKS, ...MODEL_LACKS, ...WORKFLOW_LACKS];

export const ROLE_NAMES: Readonly<Record<RoleKey, string>> = {
  function: 'retraining-generate-dataset-',
  training: 'retraining-training-',
  model: 'retraining-model-',
  registry: 'retraining-registry-',
  workflow: 'retraining-workflow-',
};

export function factsOf({ role, sid, action, aws, shows, wording, source }: Lack): Rule {
  const id = `program.${role}.${sid}`;
  const facts = { table: 'iam', id, aws: `without ${action} ${aws}`, wording, source } as const;
  if (shows !== 'no failure') return { ...facts, here: 'same' };
  return { ...facts, here: 'differs', note: 'the same, but `npm start` ends red and names the denial' };
}
