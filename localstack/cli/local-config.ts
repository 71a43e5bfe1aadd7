import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { checkEndpoints } from '../../emulators/cloud/forwarding/check-endpoints.ts';
import type { Endpoints } from '../../emulators/cloud/forwarding/probe-endpoints.ts';
import { suggestion } from '../../emulators/core/nearest-name.ts';
import { UserError } from '../../emulators/core/user-error.ts';
import type { Fault } from '../../emulators/sagemaker/faults/fault.ts';
import { checkFaults } from '../../emulators/sagemaker/faults/fault-entry.ts';
import { checkQuotas } from './quota-entries.ts';

/** What of this machine's AWS account is the user's choice, docs/faults.md. */
export interface LocalConfig {
  /** Numbers of instances by instance type or by a quota's full name. */
  readonly quotas: Readonly<Record<string, number>>;
  readonly faults: readonly Fault[];
  /** Values of the stack's configuration that are others in a rehearsal, by key. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Other emulators that serve single services, docs/other-emulators.md. */
  readonly endpoints: Endpoints;
}

const FILE_NAME = 'rehearsal.yaml';
const SECTIONS = ['sagemaker', 'config', 'endpoints'];
const SAGEMAKER_KEYS = ['quotas', 'faults'];
const NOTHING: LocalConfig = { quotas: {}, faults: [], config: {}, endpoints: {} };

/** A configuration file that cannot be used; the message has every problem in it. */
export class LocalConfigError extends UserError {
  constructor(file: string, problems: readonly string[], options?: ErrorOptions) {
    const lines = problems.map((problem) => `\n  - ${problem}`).join('');
    super('LocalConfigError', `${file} cannot be used:${lines}`, options);
  }
}

/** Endpoints are for the emulators that are in one process with ours; `advice` says what else serves the purpose. */
export function refuseEndpoints({ endpoints }: Pick<LocalConfig, 'endpoints'>, advice: string): void {
  const names = Object.keys(endpoints);
  if (names.length === 0) return;
  throw new LocalConfigError('the configuration file', [`endpoints has ${names.join(' and ')}; ${advice}`]);
}

/** Reads the named file or, if it is there, `rehearsal.yaml` of the folder. Throws LocalConfigError with all problems at once. */
export async function readLocalConfig(folder: string, namedFile?: string): Promise<LocalConfig> {
  const file = namedFile ?? join(folder, FILE_NAME);
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (namedFile === undefined && cause.code === 'ENOENT') return undefined;
    throw new LocalConfigError(file, [`it cannot be read (${cause.code}); name another with --config`], { cause });
  });
  if (text === undefined) return NOTHING;
  const { config, problems } = checkedConfig(text);
  if (problems.length > 0) throw new LocalConfigError(file, problems);
  return config;
}

function checkedConfig(text: string): { readonly config: LocalConfig; readonly problems: readonly string[] } {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    // The first line says what and where; the file's own lines follow it.
    const problems = document.errors.map(({ message }) => message.split('\n')[0]?.replace(/:$/, '') ?? message);
    return { config: NOTHING, problems };
  }
  const problems: string[] = [];
  const root = mapping(document.toJS() ?? {}, 'the file', SECTIONS, problems);
  const { quotas, faults } = mapping(root['sagemaker'] ?? {}, 'sagemaker', SAGEMAKER_KEYS, problems);
  const config = anyMapping(root['config'] ?? {}, 'config', problems);
  const checkedQuotas = checkQuotas(quotas ?? {});
  const checkedFaults = checkFaults(listOfFaults(faults ?? [], problems), (index) => `sagemaker.faults[${index}]`);
  const elsewhere = checkEndpoints(anyMapping(root['endpoints'] ?? {}, 'endpoints', problems), 'endpoints');
  problems.push(...checkedQuotas.problems, ...checkedFaults.problems, ...elsewhere.problems);
  const { endpoints } = elsewhere;
  return { config: { quotas: checkedQuotas.quotas, faults: checkedFaults.faults, config, endpoints }, problems };
}

/** The members of a mapping with known keys only; an empty one where it is none. */
function mapping(value: unknown, what: string, known: readonly string[], problems: string[]): Record<string, unknown> {
  const names = new Intl.ListFormat('en-GB').format(known);
  const members = anyMapping(value, what, problems, names);
  for (const key of Object.keys(members).filter((name) => !known.includes(name))) {
    problems.push(`${what} has no key ${JSON.stringify(key)}; ${suggestion(key, known)}`);
  }
  return members;
}

function anyMapping(value: unknown, what: string, problems: string[], of = 'keys and values'): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  problems.push(`${what} is ${JSON.stringify(value)}; write a mapping with ${of}`);
  return {};
}

function listOfFaults(value: unknown, problems: string[]): readonly unknown[] {
  if (Array.isArray(value)) return value;
  problems.push(
    `sagemaker.faults is ${JSON.stringify(value)}; write a list of faults, each on a line that begins with -`,
  );
  return [];
}
