import type { EndStatus } from '../training-job-record.ts';

/** Why a job is stopped. */
export type StopCause = 'stop request' | 'maximum runtime' | 'maximum wait' | 'emulator closes';

/** How a job ends that was stopped in order. */
export const STOPPED_AS: Readonly<Record<StopCause, EndStatus>> = {
  'stop request': 'Stopped',
  'maximum runtime': 'MaxRuntimeExceeded',
  'maximum wait': 'MaxWaitTimeExceeded',
  'emulator closes': 'Stopped',
};
