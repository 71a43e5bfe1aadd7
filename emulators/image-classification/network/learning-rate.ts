import type { Hyperparameters } from '../checks/job-hyperparameters.ts';

type Schedule = Pick<Hyperparameters, 'learningRate' | 'lrSchedulerFactor' | 'lrSchedulerEpochs'>;

/** The rate in `epoch` (from 0): multiplied by lr_scheduler_factor at each epoch of lr_scheduler_step that has begun. */
export function learningRateIn(
  epoch: number,
  { learningRate, lrSchedulerFactor, lrSchedulerEpochs }: Schedule,
): number {
  const steps = lrSchedulerEpochs.filter((step) => step <= epoch).length;
  return learningRate * lrSchedulerFactor ** steps;
}
