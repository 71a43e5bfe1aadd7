import { expect } from 'chai';
import { FollowedExecution, type LiveExecution } from '../../../../../console/aws/execution/followed-execution.ts';
import { sendBy, type Transport } from '../../../../../console/aws/transport.ts';

interface Asked {
  readonly reverseOrder?: boolean;
  readonly maxResults: number;
  readonly nextToken?: string;
}

const ARN = 'arn:aws:states:us-east-1:000000000000:execution:m:e';

/** Answers as Step Functions does, from a history that may grow; tokens are places. */
class StandIn {
  status = 'RUNNING';
  readonly events: object[] = [];
  /** What was asked for, in order. */
  readonly calls: string[] = [];
  /** Is done before a status is told. */
  beforeStatus: () => void = () => undefined;

  add(type: string): void {
    const id = this.events.length + 1;
    this.events.push({ id, previousEventId: id - 1, type, timestamp: id });
  }

  answer(operation: string, input: Asked): object {
    if (operation === 'DescribeStateMachineForExecution') return { definition: '{}' };
    if (operation === 'DescribeExecution') {
      const answer = { executionArn: ARN, status: this.status, startDate: 1 };
      this.beforeStatus();
      return answer;
    }
    const { reverseOrder = false, maxResults, nextToken = '0' } = input;
    const all = reverseOrder ? this.events.toReversed() : this.events;
    const end = Number(nextToken) + maxResults;
    return { events: all.slice(Number(nextToken), end), ...(end < all.length ? { nextToken: String(end) } : {}) };
  }
}

describe('an execution that is followed', () => {
  let service: StandIn;
  const { signal } = new AbortController();
  const shown: LiveExecution[] = [];
  let before: Transport;
  const ask = (followed: FollowedExecution) => followed.ask(signal, (live) => shown.push(live));

  beforeEach(() => {
    service = new StandIn();
    shown.length = 0;
    before = sendBy(async (_, __, { headers, body }) => {
      const operation = new Headers(headers).get('x-amz-target')?.split('.')[1] ?? '';
      const input: Asked = JSON.parse(String(body));
      service.calls.push(input.reverseOrder === true ? `${operation} from its end` : operation);
      return Response.json(service.answer(operation, input));
    });
  });

  afterEach(() => void sendBy(before));

  const OPENING = ['DescribeExecution', 'DescribeStateMachineForExecution', 'GetExecutionHistory'];

  it('is asked for at once, and then for its news alone', async () => {
    service.add('ExecutionStarted');
    const followed = new FollowedExecution(ARN);
    const first = await ask(followed);
    expect([first.execution.status, first.eventCount, first.isWhole]).to.deep.equal(['running', 1, true]);
    expect(service.calls.splice(0)).to.deep.equal(OPENING);

    service.add('ExecutionSucceeded');
    service.status = 'SUCCEEDED';
    const second = await ask(followed);
    expect([second.execution.status, second.eventCount]).to.deep.equal(['succeeded', 2]);
    expect(service.calls).to.deep.equal(['DescribeExecution', 'GetExecutionHistory from its end']);
    expect(shown).to.deep.equal([]);
  });

  it('has the events of its end, even if it ends between the answers', async () => {
    service.add('ExecutionStarted');
    service.status = 'FAILED';
    const answer = service.answer.bind(service);
    service.answer = (operation, input) => {
      const given = answer(operation, input);
      if (operation === 'GetExecutionHistory' && service.events.length === 1) service.add('ExecutionFailed');
      return given;
    };
    const { eventCount, story } = await ask(new FollowedExecution(ARN));
    expect([eventCount, story.hasEnded]).to.deep.equal([2, true]);
    expect(service.calls).to.deep.equal([...OPENING, 'GetExecutionHistory from its end']);
  });

  it('is shown with its first thousand events while the others are read', async () => {
    for (let id = 1; id < 2_500; id += 1) service.add('PassStateEntered');
    service.add('ExecutionSucceeded');
    service.status = 'SUCCEEDED';
    const whole = await ask(new FollowedExecution(ARN));
    const [first] = shown;
    expect([first?.eventCount, first?.isWhole, first?.takesLong]).to.deep.equal([1_000, false, false]);
    expect([whole.eventCount, whole.isWhole]).to.deep.equal([2_500, true]);
    expect(whole.story.events.map(({ id }) => id)).to.deep.equal(Array.from({ length: 2_500 }, (_, at) => at + 1));
    expect(service.calls).to.deep.equal([...OPENING, 'GetExecutionHistory', 'GetExecutionHistory']);
  });

  it('is read again where a failure has left a gap', async () => {
    for (let id = 1; id < 1_500; id += 1) service.add('PassStateEntered');
    service.add('ExecutionSucceeded');
    service.status = 'SUCCEEDED';
    const answer = service.answer.bind(service);
    service.answer = (operation, input) => {
      if (input.nextToken !== undefined) throw new Error('no answer');
      return answer(operation, input);
    };
    const followed = new FollowedExecution(ARN);
    const problem = await ask(followed).catch((error: unknown) => error);
    expect(problem).to.have.property('operation', 'GetExecutionHistory');
    service.answer = answer;
    const { eventCount, isWhole } = await ask(followed);
    expect([eventCount, isWhole]).to.deep.equal([1_500, true]);
  });
});
