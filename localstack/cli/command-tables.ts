import type { CommandTable } from '../../emulators/core/command-line/command-table.ts';
import { STACK_OPTION } from './stack-option.ts';

/** What is to go wrong; of every command that serves SageMaker. */
export const FAULT_OPTIONS = {
  fault: {
    value: 'FAULT',
    isList: true,
    text: 'what is to go wrong (docs/faults.md), such as capacity:1; may be repeated',
  },
  config: { value: 'FILE', text: 'quotas and faults (default: rehearsal.yaml of this project, if it is there)' },
} as const;

const CLOUD_OPTIONS = {
  ...STACK_OPTION,
  localstack: { text: 'on LocalStack in Docker, with the SageMaker emulator beside it' },
  data: { value: 'DIR', text: 'where local state lives (default: .local)' },
  open: { text: 'opens the console in a browser, once it is served' },
  ...FAULT_OPTIONS,
  'mock-config': { value: 'FILE', text: 'mocked service integrations, a MockConfigFile.json of Step Functions Local' },
} as const;

export const RUN_TABLE = {
  command: 'npm start --',
  summary: ['Rehearses the workflow once: deploys it, uploads images, runs the state machine, reports.'],
  options: {
    dataset: { value: 'DIR', text: 'folders train/<class>/* and test/<class>/* of images (default: sample images)' },
    json: { value: 'FILE', text: 'write the result as JSON' },
    report: { value: 'FILE', text: 'write the run as one page of HTML, to be looked at or attached' },
    port: { value: 'N', text: 'port of the local AWS endpoint (default: any free one)' },
    force: { text: 'train even if nothing has changed since the last model; as with --fault or --test-case' },
    keep: { text: 'go on serving after the run, until Ctrl-C' },
    ...CLOUD_OPTIONS,
    'test-case': { value: 'NAME', text: 'of the mock configuration: the one that the execution is started with' },
  },
} as const satisfies CommandTable;

export const UP_TABLE = {
  command: 'npm run up --',
  summary: ['Deploys the workflow and serves until Ctrl-C.'],
  options: {
    port: { value: 'N', text: 'port of the local AWS endpoint (default: 4566)' },
    ...CLOUD_OPTIONS,
  },
} as const satisfies CommandTable;
