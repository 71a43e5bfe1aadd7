import { parseCommandLine, type RunCommand, type UpCommand, USAGE, UsageError } from './command-line.ts';
import { DataFolderError } from './data-folder.ts';
import { DatasetFolderError, listDatasetFolder } from './dataset-folder.ts';
import { DeployError } from './deploy/deploy-program.ts';
import { PortUnavailableError } from './embedded/http-listener.ts';
import { Interruption } from './interruption.ts';
import { rehearse } from './rehearsal.ts';
import type { RunProgress } from './run-progress.ts';
import { writeResult } from './run-result.ts';
import { type StartedWorkflow, startWorkflow } from './started-workflow.ts';
import { LiveView } from './view/live-view.ts';
import { PlainView } from './view/plain-view.ts';
import { reportLines } from './view/report.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
/** 128 + SIGINT, as shells expect. */
const EXIT_INTERRUPTED = 130;

/** Errors whose message says all that a user needs; any other one shows its stack, since it is ours to mend. */
const EXPECTED = [UsageError, DataFolderError, DatasetFolderError, DeployError, PortUnavailableError];

async function main(): Promise<number> {
  const command = parseCommandLine(process.argv.slice(2));
  if (command.command === 'help') {
    print(USAGE);
    return 0;
  }
  const interruption = new Interruption();
  return command.command === 'run' ? run(command, interruption) : up(command, interruption);
}

async function run(command: RunCommand, interruption: Interruption): Promise<number> {
  // Before anything is started: the commonest mistake should cost nothing.
  if (command.datasetFolder !== undefined) await listDatasetFolder(command.datasetFolder);
  const view = openView();
  try {
    const workflow = await startWorkflow(command, view);
    try {
      return await runOnce(workflow, command, interruption, view);
    } finally {
      await workflow.close();
    }
  } finally {
    view.finished();
  }
}

async function runOnce(
  workflow: StartedWorkflow,
  command: RunCommand,
  interruption: Interruption,
  view: RunProgress,
): Promise<number> {
  const { datasetFolder, jsonFile } = command;
  const options = { signal: interruption.signal, ...(datasetFolder === undefined ? {} : { datasetFolder }) };
  const result = await rehearse(workflow, options, view);
  view.finished();
  for (const line of reportLines(result)) print(line);
  if (jsonFile !== undefined) await writeResult(jsonFile, result);
  if (interruption.signal.aborted) return EXIT_INTERRUPTED;
  if (command.keep) await serve(workflow, interruption);
  return result.status === 'SUCCEEDED' ? 0 : EXIT_FAILED;
}

async function up(command: UpCommand, interruption: Interruption): Promise<number> {
  const view = openView();
  try {
    const workflow = await startWorkflow(command, view);
    view.finished();
    await serve(workflow, interruption);
    await workflow.close();
    return 0;
  } finally {
    view.finished();
  }
}

async function serve({ cloud }: StartedWorkflow, interruption: Interruption): Promise<void> {
  print(`ready ${cloud.endpointUrl}`);
  print(`export AWS_ENDPOINT_URL=${cloud.endpointUrl}`);
  print(`export AWS_ACCESS_KEY_ID=${cloud.clients.access.credentials.accessKeyId}`);
  print(`export AWS_SECRET_ACCESS_KEY=${cloud.clients.access.credentials.secretAccessKey}`);
  print(`export AWS_DEFAULT_REGION=${cloud.region}`);
  print('Ctrl-C ends it.');
  await interruption.happened;
}

function openView(): RunProgress {
  return process.stdout.isTTY ? new LiveView(process.stdout) : new PlainView(print);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function explain(error: unknown): number {
  if (error instanceof Error && error.name === 'AbortError') {
    process.stderr.write('interrupted before the execution was started\n');
    return EXIT_INTERRUPTED;
  }
  const expected = EXPECTED.some((kind) => error instanceof kind);
  const text = error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text}\n`);
  return error instanceof UsageError ? EXIT_USAGE : EXIT_FAILED;
}

process.exitCode = await main().catch(explain);
