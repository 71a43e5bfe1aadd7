import { expect } from 'chai';
import { AwsClients } from '../../../../../emulators/core/aws-clients.ts';
import type { HistoryEvent } from '../../../../../emulators/step-functions/engine/history.ts';
import { MapRuns } from '../../../../../emulators/step-functions/executions/map-runs/map-runs.ts';
import { RunningExecution } from '../../../../../emulators/step-functions/executions/running-execution.ts';
import { PendingTasks } from '../../../../../emulators/step-functions/tasks/pending-tasks.ts';
import { RoleSessions } from '../../../../../emulators/step-functions/tasks/role-sessions.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';
import { integrationsWithoutActivities } from '../no-activities.ts';

const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } } as const;
/** ExecutionStarted, PassStateEntered, PassStateExited, ExecutionSucceeded. */
const EVENT_COUNT = 4;
const RECORD = {
  executionArn: 'arn:aws:states:us-east-1:000000000000:execution:m:e',
  name: 'e',
  stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:m',
  stateMachineName: 'm',
  revision: 'r',
  roleArn: 'arn:aws:iam::000000000000:role/states',
  status: 'RUNNING',
  startedMs: 0,
  sequence: 1,
  input: '{}',
} as const;

/** Runs the definition with a disk that refuses the events that `refuses` names by number, from 1. */
async function run(folder: string, refuses: (write: number) => boolean) {
  const events: HistoryEvent[] = [];
  let writes = 0;
  const clients = new AwsClients({
    endpointUrl: 'http://127.0.0.1:1',
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const execution = new RunningExecution(RECORD, PASS, {
    integrations: integrationsWithoutActivities(),
    roles: new RoleSessions(clients),
    pending: new PendingTasks(),
    mapRuns: new MapRuns(folder),
    region: 'us-east-1',
    random: () => 0,
    events: {
      write: (event) => {
        writes += 1;
        if (refuses(writes)) throw new Error('ENOSPC: no space left on device, write');
        events.push(event);
      },
      hold: (event) => events.push(event),
    },
    inBackground: () => {},
  });
  const outcome = await execution.run();
  clients.destroy();
  return { outcome, events };
}

describe('running execution', () => {
  const folder = useTemporaryFolder();

  it('succeeds on a disk that takes every event', async () => {
    const { outcome, events } = await run(folder(), () => false);
    expect(outcome).to.deep.equal({ status: 'SUCCEEDED', output: '{}' });
    expect(events).to.have.length(EVENT_COUNT);
  });

  for (let first = 1; first <= EVENT_COUNT; first += 1) {
    for (const [until, refuses] of [
      ['for ever', (write: number) => write >= first],
      ['once', (write: number) => write === first],
    ] as const) {
      it(`has FAILED, never rejected, when the disk refuses event ${first} ${until}`, async () => {
        const { outcome, events } = await run(folder(), refuses);
        expect(outcome.status).to.equal('FAILED');
        expect(outcome.error).to.equal('Rehearsal.DiskFailed');
        expect(outcome.cause).to.contain('ENOSPC: no space left on device, write');
        const last = events.at(-1);
        expect(last?.type).to.equal('ExecutionFailed');
        expect(last?.['executionFailedEventDetails']).to.deep.equal({ error: outcome.error, cause: outcome.cause });
        expect(events.map(({ id }) => id)).to.deep.equal(events.map((_, index) => index + 1));
        expect(events.filter(({ type }) => /^Execution(Succeeded|Failed)$/.test(type))).to.have.length(1);
      });
    }
  }
});
