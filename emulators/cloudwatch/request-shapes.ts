/** What the API model says of a member of a request (botocore 1.44.5, cloudwatch/2010-08-01). */
export type Shape =
  | TextShape
  | NumberShape
  | ListShape
  | StructureShape
  | { readonly kind: 'boolean' }
  | { readonly kind: 'timestamp' };

export interface TextShape {
  readonly kind: 'string';
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly values?: readonly string[];
}

export interface NumberShape {
  readonly kind: 'number';
  readonly min?: number;
}

export interface ListShape {
  readonly kind: 'list';
  readonly of: Shape;
  readonly min?: number;
  readonly max?: number;
}

export interface StructureShape {
  readonly kind: 'structure';
  readonly members: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
}

const text = (min?: number, max?: number): TextShape => ({
  kind: 'string',
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});
const list = (of: Shape, limits: { readonly min?: number; readonly max?: number } = {}): ListShape => ({
  kind: 'list',
  of,
  ...limits,
});
const structure = (members: Readonly<Record<string, Shape>>, ...required: string[]): StructureShape => ({
  kind: 'structure',
  members,
  required,
});
const choice = (...values: string[]): TextShape => ({ kind: 'string', values });

const NUMBER: NumberShape = { kind: 'number' };
const AT_LEAST_ONE: NumberShape = { kind: 'number', min: 1 };
const TIMESTAMP: Shape = { kind: 'timestamp' };
const BOOLEAN: Shape = { kind: 'boolean' };
const NAMESPACE: TextShape = { kind: 'string', min: 1, max: 255, pattern: '[^:].*' };
const NAME = text(1, 255);
const DIMENSION_VALUE = text(1, 1024);
const DIMENSIONS = list(structure({ Name: NAME, Value: DIMENSION_VALUE }, 'Name', 'Value'), { max: 30 });
const RATES = ['Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Terabytes'];
const BIT_RATES = ['Bits', 'Kilobits', 'Megabits', 'Gigabits', 'Terabits'];
const UNIT = choice(
  ...['Seconds', 'Microseconds', 'Milliseconds', ...RATES, ...BIT_RATES, 'Percent', 'Count'],
  ...[...RATES, ...BIT_RATES].map((unit) => `${unit}/Second`),
  ...['Count/Second', 'None'],
);
const STATISTIC_SET = structure(
  { SampleCount: NUMBER, Sum: NUMBER, Minimum: NUMBER, Maximum: NUMBER },
  ...['SampleCount', 'Sum', 'Minimum', 'Maximum'],
);
const METRIC_DATUM = structure(
  {
    MetricName: NAME,
    Dimensions: DIMENSIONS,
    Timestamp: TIMESTAMP,
    Value: NUMBER,
    StatisticValues: STATISTIC_SET,
    Values: list(NUMBER),
    Counts: list(NUMBER),
    Unit: UNIT,
    StorageResolution: AT_LEAST_ONE,
  },
  'MetricName',
);
const METRIC_STAT = structure(
  {
    Metric: structure({ Namespace: NAMESPACE, MetricName: NAME, Dimensions: DIMENSIONS }),
    Period: AT_LEAST_ONE,
    Stat: text(),
    Unit: UNIT,
  },
  ...['Metric', 'Period', 'Stat'],
);
const METRIC_DATA_QUERY = structure(
  {
    Id: NAME,
    MetricStat: METRIC_STAT,
    Expression: text(1, 2048),
    Label: text(),
    ReturnData: BOOLEAN,
    Period: AT_LEAST_ONE,
    AccountId: NAME,
  },
  'Id',
);

const TAGS = list(structure({ Key: text(1, 128), Value: text(0, 256) }, 'Key', 'Value'));
const ACTIONS = list(text(1, 1024), { max: 5 });
const COMPARISON = choice(
  ...['GreaterThanOrEqualToThreshold', 'GreaterThanThreshold', 'LessThanThreshold', 'LessThanOrEqualToThreshold'],
  ...['LessThanLowerOrGreaterThanUpperThreshold', 'LessThanLowerThreshold', 'GreaterThanUpperThreshold'],
);
const METRIC_ALARM = structure(
  {
    AlarmName: NAME,
    AlarmDescription: text(0, 1024),
    ActionsEnabled: BOOLEAN,
    OKActions: ACTIONS,
    AlarmActions: ACTIONS,
    InsufficientDataActions: ACTIONS,
    MetricName: NAME,
    Namespace: NAMESPACE,
    Statistic: choice('SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'),
    Dimensions: DIMENSIONS,
    Period: AT_LEAST_ONE,
    Unit: UNIT,
    EvaluationPeriods: AT_LEAST_ONE,
    DatapointsToAlarm: AT_LEAST_ONE,
    Threshold: NUMBER,
    ComparisonOperator: COMPARISON,
    TreatMissingData: NAME,
    Tags: TAGS,
  },
  ...['AlarmName', 'EvaluationPeriods', 'ComparisonOperator'],
);

/** The input of each served operation. */
export const REQUEST_SHAPES = {
  PutMetricAlarm: METRIC_ALARM,
  DescribeAlarms: structure({
    AlarmNames: list(NAME, { max: 100 }),
    AlarmNamePrefix: NAME,
    StateValue: choice('OK', 'ALARM', 'INSUFFICIENT_DATA'),
  }),
  DeleteAlarms: structure({ AlarmNames: list(NAME, { max: 100 }) }, 'AlarmNames'),
  PutDashboard: structure({ DashboardName: text(), DashboardBody: text() }, 'DashboardName', 'DashboardBody'),
  GetDashboard: structure({ DashboardName: text() }, 'DashboardName'),
  ListDashboards: structure({ DashboardNamePrefix: text() }),
  DeleteDashboards: structure({ DashboardNames: list(text()) }, 'DashboardNames'),
  PutMetricData: structure(
    { Namespace: NAMESPACE, MetricData: list(METRIC_DATUM), EntityMetricData: list(structure({})) },
    'Namespace',
  ),
  GetMetricStatistics: structure(
    {
      Namespace: NAMESPACE,
      MetricName: NAME,
      Dimensions: DIMENSIONS,
      StartTime: TIMESTAMP,
      EndTime: TIMESTAMP,
      Period: AT_LEAST_ONE,
      Statistics: list(choice('SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'), { min: 1, max: 5 }),
      ExtendedStatistics: list(text(), { min: 1, max: 10 }),
      Unit: UNIT,
    },
    ...['Namespace', 'MetricName', 'StartTime', 'EndTime', 'Period'],
  ),
  GetMetricData: structure(
    {
      MetricDataQueries: list(METRIC_DATA_QUERY),
      StartTime: TIMESTAMP,
      EndTime: TIMESTAMP,
      NextToken: text(),
      ScanBy: choice('TimestampDescending', 'TimestampAscending'),
      MaxDatapoints: NUMBER,
      LabelOptions: structure({ Timezone: text() }),
    },
    ...['MetricDataQueries', 'StartTime', 'EndTime'],
  ),
  ListMetrics: structure({
    Namespace: NAMESPACE,
    MetricName: NAME,
    Dimensions: list(structure({ Name: NAME, Value: DIMENSION_VALUE }, 'Name'), { max: 10 }),
    NextToken: text(),
    RecentlyActive: choice('PT3H'),
    IncludeLinkedAccounts: BOOLEAN,
    OwningAccount: NAME,
  }),
} as const;

export type OperationName = keyof typeof REQUEST_SHAPES;
