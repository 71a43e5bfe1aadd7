import type { CommandTable } from '../../core/command-line/command-table.ts';
import { SERVICES } from '../service-names.ts';

export const DEFAULT_PORT = 4566;
export const DEFAULT_DATA_FOLDER = '.local/emulators';

export const SERVER_TABLE = {
  command: 'sagemaker-workflow-emulators',
  summary: ['Serves an emulated AWS at one HTTP port until Ctrl-C or SIGTERM.'],
  options: {
    services: {
      value: 'NAMES',
      text: `what is served, such as s3,sagemaker (default: all of ${Object.keys(SERVICES).join(', ')})`,
    },
    'endpoint-url': {
      value: 'URL',
      text: 'another local AWS, such as LocalStack, that answers for the services left out',
    },
    port: { value: 'N', text: `port of the endpoint (default: ${DEFAULT_PORT}; 0 takes a free one)` },
    host: {
      value: 'ADDRESS',
      text: 'IPv4 address to listen on (default: 127.0.0.1; whoever reaches it runs code here)',
    },
    'host-names': {
      value: 'NAMES',
      text: 'names by which containers call it, such as that of its compose service: emulators,aws',
    },
    data: { value: 'DIR', text: `where state lives (default: ${DEFAULT_DATA_FOLDER})` },
    region: { value: 'REGION', text: 'default: AWS_REGION, AWS_DEFAULT_REGION or us-east-1' },
    fault: {
      value: 'FAULT',
      isList: true,
      text: 'what is to go wrong in SageMaker, such as capacity:1; may be repeated',
    },
  },
} as const satisfies CommandTable;
