import type { RetrainingConfig } from '../../../infra/retraining-config.ts';

const USUAL: RetrainingConfig = {
  region: 'us-east-1',
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
  hyperparameters: { epochs: '20' },
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

/** A configuration like that of Pulumi.yaml's defaults, with some values changed. */
export function sampleConfig(changes: Partial<RetrainingConfig> = {}): RetrainingConfig {
  return { ...USUAL, ...changes };
}
