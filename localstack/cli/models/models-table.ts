import { resolve } from 'node:path';
import type { CommandTable } from '../../../emulators/core/command-line/command-table.ts';
import type { ParsedOptions } from '../../../emulators/core/command-line/parsed-options.ts';

const DEFAULT_DATA_FOLDER = '.local';
const DEFAULT_SHOWN = 20;
/** ApprovalDescription of the API's model. */
const LONGEST_WHY = 1024;

export const MODELS_TABLE = {
  command: 'npm run models --',
  summary: [
    'Lists the registered models of the stack that was rehearsed last, the newest first, or decides on one of them:',
    'approve N, reject N. The newest approved version is the champion, with which the next run compares its model.',
  ],
  operands: '[approve N | reject N]',
  options: {
    why: { value: 'TEXT', text: 'with approve or reject: the reason, which the version keeps' },
    limit: { value: 'N', text: `lists at most N versions (default: ${DEFAULT_SHOWN})` },
    json: { value: 'FILE', text: 'write the versions that are listed as JSON, too' },
    group: { value: 'NAME', text: 'another model package group than that of the last deployment' },
    data: {
      value: 'DIR',
      text: `where local state lives, served by another command or not (default: ${DEFAULT_DATA_FOLDER})`,
    },
    'endpoint-url': { value: 'URL', text: 'a local AWS that serves the models (default: whatever serves the data)' },
  },
  notes: ['Exit status: 0 done, 1 not possible, as for a version that is approved already, 2 wrong use.'],
} as const satisfies CommandTable;

/** What is to become of a version. */
export interface Decision {
  readonly kind: 'approve' | 'reject';
  readonly version: number;
  readonly why?: string;
}

export interface ModelsCommand {
  readonly dataFolder: string;
  readonly endpointUrl?: string;
  readonly group?: string;
  readonly limit: number;
  readonly jsonFile?: string;
  readonly decision?: Decision;
}

export function modelsCommand(options: ParsedOptions<(typeof MODELS_TABLE)['options']>): ModelsCommand {
  const decision = decisionOf(options);
  const [endpointUrl, group, jsonFile] = [options.url('endpoint-url'), options.text('group'), options.path('json')];
  return {
    dataFolder: resolve(options.text('data') ?? DEFAULT_DATA_FOLDER),
    limit: options.count('limit') ?? DEFAULT_SHOWN,
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
    ...(group === undefined ? {} : { group }),
    ...(jsonFile === undefined ? {} : { jsonFile }),
    ...(decision === undefined ? {} : { decision }),
  };
}

function decisionOf(options: ParsedOptions<(typeof MODELS_TABLE)['options']>): Decision | undefined {
  const [kind, version, ...others] = options.operands;
  const why = options.text('why');
  if (kind === undefined) {
    if (why === undefined) return undefined;
    throw options.error('--why is the reason of a decision: write approve N or reject N, too');
  }
  if ((kind !== 'approve' && kind !== 'reject') || others.length > 0)
    throw options.error(`"${options.operands.join(' ')}" is no decision: write approve N or reject N`);
  if (!/^[1-9]\d{0,8}$/.test(version ?? ''))
    throw options.error(`${options.operands.join(' ')}: name a version by its number, such as ${kind} 3`);
  if (why !== undefined && why.length > LONGEST_WHY)
    throw options.error(`--why has ${why.length} characters; a version keeps at most ${LONGEST_WHY}`);
  return { kind, version: Number(version), ...(why === undefined ? {} : { why }) };
}
