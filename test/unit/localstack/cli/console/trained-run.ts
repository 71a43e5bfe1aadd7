export const JOB = 'job-1';
const LST = 's3://b/runs/r/train-data.lst';

/** A run with its history, as files of `test/unit/console/histories` have it. */
export interface Recorded {
  readonly definition: object;
  readonly execution: Readonly<Record<string, unknown>>;
  readonly events: readonly object[];
}

/** A run of two states: one made the data set, one trained. */
export function trainedRun(): Recorded {
  const channel = { ChannelName: 'train', DataSource: { S3DataSource: { S3Uri: 's3://b/images' } } };
  const definition = {
    StartAt: 'Prepare',
    States: {
      Prepare: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: 'Train' },
      Train: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
        Parameters: { InputDataConfig: [channel] },
        End: true,
      },
    },
  };
  const report = { report: { uri: 's3://b/runs/r/dataset-report.json' } };
  const events = [
    ...taskEvents(1, 'Prepare', 'lambda', 'invoke', '{}', JSON.stringify({ Payload: report })),
    ...taskEvents(6, 'Train', 'sagemaker', 'createTrainingJob.sync', JSON.stringify({ TrainingJobName: JOB }), '{}'),
  ];
  const execution = { executionArn: 'arn', name: 'run', status: 'SUCCEEDED', startDate: 1_000, stopDate: 1_060 };
  return { definition, execution, events };
}

/** A run of that many states that succeed, and a last one that fails. */
export function longRun(count: number): Recorded {
  const definition = { StartAt: 'Again', States: { Again: { Type: 'Pass', Next: 'Last' }, Last: { Type: 'Fail' } } };
  const event = (id: number, type: string, details: object) => ({
    id,
    previousEventId: id - 1,
    timestamp: id,
    type,
    ...details,
  });
  const passed = Array.from({ length: count }, (_, index) => [
    event(2 * index + 1, 'PassStateEntered', { stateEnteredEventDetails: { name: 'Again', input: '{}' } }),
    event(2 * index + 2, 'PassStateExited', { stateExitedEventDetails: { name: 'Again', output: '{}' } }),
  ]).flat();
  const events = [
    ...passed,
    event(2 * count + 1, 'FailStateEntered', { stateEnteredEventDetails: { name: 'Last', input: '{}' } }),
    event(2 * count + 2, 'ExecutionFailed', { executionFailedEventDetails: { error: 'E', cause: 'c' } }),
  ];
  const execution = { executionArn: 'arn', name: 'run', status: 'FAILED', startDate: 1, stopDate: 2 * count + 2 };
  return { definition, execution, events };
}

/** What a Task that succeeds leaves in a history. */
function taskEvents(
  id: number,
  name: string,
  resourceType: string,
  resource: string,
  parameters: string,
  output: string,
): readonly object[] {
  const of = { resourceType, resource };
  const event = (offset: number, type: string, details: object) => {
    const member = `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
    return {
      id: id + offset,
      previousEventId: id + offset - 1,
      timestamp: 1_000 + id + offset,
      type,
      [member]: details,
    };
  };
  const state = (offset: number, type: string, details: object) => {
    const { [`${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`]: _, ...rest } = event(offset, type, {});
    return { ...rest, [type.endsWith('Entered') ? 'stateEnteredEventDetails' : 'stateExitedEventDetails']: details };
  };
  return [
    state(0, 'TaskStateEntered', { name, input: '{}' }),
    event(1, 'TaskScheduled', { ...of, parameters }),
    event(2, 'TaskStarted', of),
    event(3, 'TaskSucceeded', { ...of, output }),
    state(4, 'TaskStateExited', { name, output: '{}' }),
  ];
}

export function trainedAnswers(): Readonly<Record<string, unknown>> {
  const classes = [
    { label: 0, name: 'cat', train: { images: 8 }, test: { images: 3 } },
    { label: 1, name: '<b>dog', train: { images: 4 }, test: { images: 1 } },
  ];
  const lines = ['Train-accuracy=0.5', 'Validation-accuracy=0.375'].map((metric) => `Epoch[0] ${metric}`);
  const later = ['Train-accuracy=0.75', 'Validation-accuracy=0.625'].map((metric) => `Epoch[1] ${metric}`);
  const messages = [...lines, ...later].map((message) => ({ timestamp: 1_020_000, message }));
  const rows = Buffer.from(['0\t0\tcat/1.jpg', '1\t0\tcat/2.jpg', '2\t1\tdog/gone.jpg', ''].join('\n'));
  return {
    DescribeTrainingJob: {
      TrainingJobName: JOB,
      TrainingJobStatus: 'Completed',
      SecondaryStatus: 'Completed',
      ResourceConfig: { InstanceType: 'ml.g4dn.xlarge', InstanceCount: 1 },
      HyperParameters: { epochs: '2' },
      BillableTimeInSeconds: 50,
    },
    DescribeLogStreams: { logStreams: [{ logStreamName: `${JOB}/algo-1-1` }] },
    GetLogEvents: { events: messages, nextForwardToken: 'f/1' },
    '/b/runs/r/dataset-report.json': {
      splits: { train: { images: 12, bytes: 4_000, lst: { uri: LST } }, test: { images: 4, bytes: 1 } },
      classes: { total: 2, listed: classes },
      warnings: ['a warning'],
    },
    '/b/runs/r/train-data.lst': rows,
    '/b/images/cat/1.jpg': Uint8Array.of(7),
    '/b/images/cat/2.jpg': Uint8Array.of(7, 7),
  };
}

/** A job with an expression that would take for ever, on a line that it does not fit. */
export function ownImageAnswers(): Readonly<Record<string, unknown>> {
  return {
    ...trainedAnswers(),
    DescribeTrainingJob: {
      TrainingJobName: JOB,
      TrainingJobStatus: 'Completed',
      SecondaryStatus: 'Completed',
      CreationTime: 1_000,
      ResourceConfig: { InstanceType: 'ml.g4dn.xlarge', InstanceCount: 1 },
      AlgorithmSpecification: { MetricDefinitions: [{ Name: 'train:loss', Regex: '((a+)+)$' }] },
      FinalMetricDataList: [{ MetricName: 'train:loss', Value: 0.25 }],
    },
    GetLogEvents: { events: [{ timestamp: 1_020_000, message: `${'a'.repeat(60)}!` }], nextForwardToken: 'f/1' },
  };
}
