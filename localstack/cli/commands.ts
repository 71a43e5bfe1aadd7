import type { StartedCloud } from '../../emulators/cloud/started-cloud.ts';
import { FaultMenu } from '../../emulators/sagemaker/faults/fault-menu.ts';
import { unlessCloudFails } from '../clouds/cloud-failure.ts';
import { ContainersLeftError } from '../clouds/docker/container-error.ts';
import { readOutputs } from '../deploy/outputs/outputs-file.ts';
import { listConfiguredFolder } from '../rehearsal/labelled-folder.ts';
import type { RunProgress } from '../rehearsal/run-progress.ts';
import { isGreen, type RunResult, removeEarlierResult, writeResult } from '../rehearsal/run-result.ts';
import { PROJECT_FOLDER, rehearsedLayout, type StartedWorkflow, startWorkflow } from '../rehearsal/started-workflow.ts';
import { InterruptedError, type Interruptible, Interruption, wasInterrupted } from './interruption.ts';
import { readLocalConfig, refuseEndpoints } from './local-config.ts';
import { readMockConfig } from './mock-config-file.ts';
import { notebookEnvironment } from './notebook-environment.ts';
import type { RunCommand, UpCommand } from './run-and-up.ts';
import { runThenClose } from './run-then-close.ts';
import { displayPath } from './views/format.ts';
import { LiveView } from './views/live-view.ts';
import { PlainView } from './views/plain-view.ts';
import { quietFaultLines } from './views/quiet-faults.ts';
import { reportLines } from './views/report.ts';

const EXIT_FAILED = 1;

/** Rehearses once; gives the exit status. */
export async function rehearseOnce(
  command: RunCommand,
  interruption: Interruptible = new Interruption(),
): Promise<number> {
  // Before anything is started: the commonest mistakes should cost nothing.
  if (command.datasetFolder !== undefined) {
    const { config } = await readLocalConfig(PROJECT_FOLDER, command.configFile);
    await listConfiguredFolder(command.datasetFolder, await rehearsedLayout(command.stack, config));
  }
  if (command.jsonFile !== undefined) await removeEarlierResult('--json', command.jsonFile);
  if (command.reportFile !== undefined) await removeEarlierResult('--report', command.reportFile);
  return withWorkflow(command, interruption, (workflow, view, faults) =>
    runOnce(workflow, command, interruption, view, faults),
  );
}

/** Deploys and serves until it is interrupted. */
export async function serveWorkflow(
  command: UpCommand,
  interruption: Interruptible = new Interruption(),
): Promise<number> {
  return withWorkflow(command, interruption, async (workflow, view) => {
    view.finished();
    await serve(workflow, command, interruption);
    return 0;
  });
}

async function withWorkflow(
  command: RunCommand | UpCommand,
  interruption: Interruptible,
  work: (workflow: StartedWorkflow, view: RunProgress, faults: FaultMenu) => Promise<number>,
): Promise<number> {
  const { quotas, faults: configured, config, endpoints } = await readLocalConfig(PROJECT_FOLDER, command.configFile);
  if (command.cloud === 'localstack') {
    refuseEndpoints({ endpoints }, '--localstack leaves these services to LocalStack: leave out one of the two');
  }
  const faults = new FaultMenu([...configured, ...command.faults]);
  const mocks = command.mockConfigFile === undefined ? {} : { mocks: await readMockConfig(command.mockConfigFile) };
  const view = process.stdout.isTTY ? new LiveView(process.stdout) : new PlainView(print);
  const announce = () => view.note('stopping in order; press Ctrl-C again to leave at once');
  const { signal } = interruption;
  signal.addEventListener('abort', announce);
  try {
    const workflow = await startWorkflow(
      { ...command, ...mocks, config, endpoints, quotasAndFaults: { quotas, faults }, signal },
      view,
    );
    return await runThenClose(workflow, () => work(workflow, view, faults));
  } catch (error) {
    if (error instanceof ContainersLeftError || !(await wasInterrupted(interruption))) throw error;
    view.note(new InterruptedError().message);
    return interruption.exitStatus;
  } finally {
    view.finished();
  }
}

async function runOnce(
  workflow: StartedWorkflow,
  command: RunCommand,
  interruption: Interruptible,
  view: RunProgress,
  faults: FaultMenu,
): Promise<number> {
  const { datasetFolder, testCase, jsonFile, reportFile } = command;
  const options = {
    signal: interruption.signal,
    // What is to go wrong, or mocked, is mostly in states that an unchanged data set would not come to.
    force: command.force || testCase !== undefined || faults.list().length > 0,
    ...(datasetFolder === undefined ? {} : { datasetFolder }),
    ...(testCase === undefined ? {} : { testCase }),
  };
  // Loaded only now, as the emulators and Pulumi are: what cannot be started should be said in no time.
  const { rehearseWorkflow } = await import('../rehearsal/rehearsal.ts');
  const result = await rehearseWorkflow(workflow, options, view);
  view.finished();
  // In a terminal the epochs have been seen as they came.
  const { isTTY, columns } = process.stdout;
  for (const line of reportLines(result, { epochs: !isTTY, ...(isTTY ? { terminalWidth: columns } : {}) })) print(line);
  for (const line of quietFaultLines(faults.list())) print(line);
  if (jsonFile !== undefined) await writeResult(jsonFile, result);
  if (reportFile !== undefined) await report(reportFile, workflow, result);
  if (interruption.signal.aborted) return interruption.exitStatus;
  if (command.keep) await serve(workflow, command, interruption);
  return isGreen(result) ? 0 : EXIT_FAILED;
}

/** Loaded only now: most runs write none. */
async function report(file: string, workflow: StartedWorkflow, result: RunResult): Promise<void> {
  const { writeReport } = await import('./console/write-report.ts');
  await writeReport(file, workflow, result);
  print(`report ${displayPath(file)}`);
}

async function serve(
  { cloud, dataFolder }: StartedWorkflow,
  { open }: Pick<UpCommand, 'open'>,
  interruption: Interruptible,
): Promise<void> {
  // Loaded only now: a run that does not go on serving needs no certificates and no page.
  const { startAwsProxy } = await import('../clouds/aws-proxy/aws-proxy.ts');
  const { serveConsole } = await import('./console/serve-console.ts');
  await using parts = new AsyncDisposableStack();
  const proxy = await startAwsProxy(cloud.endpointUrl);
  parts.defer(() => proxy.close());
  const page = await serveConsole(cloud, await readOutputs(dataFolder));
  parts.defer(() => page.close());
  announce(cloud, page.url, notebookEnvironment(dataFolder, cloud, proxy));
  if (open) await openInBrowser(page.url);
  await unlessCloudFails(cloud, interruption.happened);
}

async function openInBrowser(url: string): Promise<void> {
  const { openBrowser } = await import('./console/open-browser.ts');
  const problem = await openBrowser(url);
  if (problem !== undefined) print(`the browser was not opened: ${problem}; open the console's address yourself`);
}

function announce(cloud: StartedCloud, consoleUrl: string, forNotebooks: Readonly<Record<string, string>>): void {
  const { accessKeyId, secretAccessKey } = cloud.clients.access.credentials;
  print(`ready ${cloud.endpointUrl}`);
  print(`console ${consoleUrl}`);
  print(`export AWS_ENDPOINT_URL=${cloud.endpointUrl}`);
  print(`export AWS_ACCESS_KEY_ID=${accessKeyId}`);
  print(`export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`);
  // The AWS CLI and boto3 read the first, the SDKs for JavaScript (version 3) and Java (version 2) the second alone.
  for (const name of ['AWS_DEFAULT_REGION', 'AWS_REGION']) print(`export ${name}=${cloud.region}`);
  // Else StartSyncExecution would go to sync-127.0.0.1.
  print('export AWS_DISABLE_HOST_PREFIX_INJECTION=true');
  print('# the SageMaker Python SDK, in a shell or notebook of its own, needs these too:');
  for (const [name, value] of Object.entries(forNotebooks)) print(`export ${name}='${value}'`);
  print('Ctrl-C ends it.');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
