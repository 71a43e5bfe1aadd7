export interface DashboardArgs {
  readonly region: string;
  readonly stateMachineArn: string;
  readonly functionName: string;
  readonly trainingJobNamePrefix: string;
}

const WIDTH = 12;
const HEIGHT = 6;
const DAY_SECONDS = 86_400;

/**
 * A dashboard's text (CloudWatch API reference, "Dashboard body structure and syntax"): how executions ended, how long they
 * took, errors of the function, and the validation accuracy of every training job, run after run.
 */
export function dashboardBody(args: DashboardArgs): string {
  const states = (metric: string, more: object = {}) => [
    'AWS/States',
    metric,
    'StateMachineArn',
    args.stateMachineArn,
    more,
  ];
  const widgets = [
    widget(args, 'Executions a day', [
      states('ExecutionsSucceeded', { color: '#2ca02c' }),
      states('ExecutionsFailed', { color: '#d62728' }),
      states('ExecutionsTimedOut', { color: '#ff7f0e' }),
      states('ExecutionsAborted', { color: '#7f7f7f' }),
    ]),
    widget(args, 'Duration of an execution (ms)', [
      states('ExecutionTime', { stat: 'Average' }),
      states('ExecutionTime', { stat: 'Maximum' }),
    ]),
    widget(args, 'Validation accuracy, run after run', [[{ expression: accuracySearch(args), id: 'accuracy' }]]),
    widget(args, 'Errors of the function', [['AWS/Lambda', 'Errors', 'FunctionName', args.functionName]]),
  ];
  return JSON.stringify({ widgets: widgets.map((one, index) => ({ ...one, ...place(index) })) });
}

/** Every run has a training job of its own, so the metric is searched for by the beginning of its name. */
function accuracySearch({ trainingJobNamePrefix }: DashboardArgs): string {
  const schema = '{/aws/sagemaker/TrainingJobs,TrainingJobName}';
  return `SEARCH('${schema} MetricName="validation:accuracy" ${trainingJobNamePrefix}', 'Maximum', 300)`;
}

function widget({ region }: DashboardArgs, title: string, metrics: readonly unknown[]): object {
  const properties = { title, region, metrics, view: 'timeSeries', stat: 'Sum', period: DAY_SECONDS };
  return { type: 'metric', width: WIDTH, height: HEIGHT, properties };
}

function place(index: number): object {
  return { x: (index % 2) * WIDTH, y: Math.floor(index / 2) * HEIGHT };
}
