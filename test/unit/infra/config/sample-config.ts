import type { RetrainingConfig } from '../../../../infra/config/retraining-config.ts';
import { DEFAULT_ARGS } from '../../../../infra/config/workflow-args.ts';

/** The default configuration in us-east-1, with some values changed. */
export function sampleConfig(changes: Partial<RetrainingConfig> = {}): RetrainingConfig {
  return { region: 'us-east-1', ...DEFAULT_ARGS, ...changes };
}
