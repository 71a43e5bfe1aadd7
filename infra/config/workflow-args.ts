import { checkedConfig } from './config.ts';
import type { RetrainingConfig } from './retraining-config.ts';

/** Arguments of RetrainingWorkflow: the region, and whatever differs from the defaults. */
export type RetrainingWorkflowArgs = Pick<RetrainingConfig, 'region'> & Partial<RetrainingConfig>;

/** What a workflow is without further arguments; Pulumi.yaml has the same values for this repository's own program. */
export const DEFAULT_ARGS: Omit<RetrainingConfig, 'region'> = {
  datasetPrefix: 'dataset',
  classOrder: [],
  instanceType: 'ml.g4dn.xlarge',
  instanceCount: 1,
  volumeSizeGb: 50,
  maxRuntimeSeconds: 7200,
  useSpot: false,
  maxWaitSeconds: 14_400,
  instancePricePerHour: 0,
  maximumRunCost: 0,
  schedule: '',
  hyperparameters: {
    num_layers: '18',
    image_shape: '3,300,150',
    mini_batch_size: '120',
    epochs: '20',
    optimizer: 'sgd',
    learning_rate: '0.01',
    top_k: '2',
    precision_dtype: 'float32',
  },
  imageTag: '1',
  forceDestroy: false,
  protectData: false,
  monitoring: false,
  alertEmail: '',
  functionMemoryMb: 256,
  functionArchitecture: 'arm64',
  logRetentionDays: 30,
  tracing: false,
  tags: {},
};

/** The arguments with their defaults, checked as a stack's configuration is; throws one ConfigError with every problem. */
export function completeConfig(name: string, args: RetrainingWorkflowArgs): RetrainingConfig {
  const { region, ...others } = { ...DEFAULT_ARGS, ...args };
  const texts = Object.entries(others).map(([key, value]) => [
    `args:${key}`,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  const values = { 'aws:region': region, ...Object.fromEntries(texts) };
  return checkedConfig(values, 'args', `the arguments of RetrainingWorkflow "${name}"`);
}
