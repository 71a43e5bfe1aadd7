import { ActivityQueues } from '../../../../emulators/step-functions/tasks/activity-queues.ts';
import { Integrations } from '../../../../emulators/step-functions/tasks/integrations.ts';

/** Integrations where no activity has been created. */
export function integrationsWithoutActivities(): Integrations {
  return new Integrations({
    stoppedTrainingJob: 'fail',
    activities: { queues: new ActivityQueues(), exists: () => false },
  });
}
