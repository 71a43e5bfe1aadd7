import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmulatedCloudOptions } from '../../emulators/cloud/emulated-cloud.ts';
import type { StartedCloud } from '../../emulators/cloud/started-cloud.ts';
import { ClosingStack } from '../../emulators/core/process/closing-stack.ts';
import { openDataFolder } from '../../emulators/core/storage/data-folder.ts';
import { FaultMenu } from '../../emulators/sagemaker/faults/fault-menu.ts';
import type { Quotas } from '../../emulators/sagemaker/training-jobs/request/quotas.ts';
import { startEmbeddedCloud } from '../clouds/embedded/embedded-cloud.ts';
import type { LocalStackCloud } from '../clouds/localstack/localstack-cloud.ts';
import { type LocalCloud, localCloud } from './local-cloud.ts';

interface CommonOptions {
  /** Default: us-east-1. */
  readonly region?: string;
  /** Of the endpoint on loopback; default: any free one. */
  readonly port?: number;
  /** Where state lives; default: a temporary folder that goes with the cloud. */
  readonly dataFolder?: string;
  /** What is to go wrong in SageMaker; more can be added while the cloud runs. */
  readonly faults?: FaultMenu;
  /** Numbers of instances, by instance type or by a quota's full name; without it none is too many. */
  readonly quotas?: Quotas;
}

type Passed = 'mocks' | 'endpoints' | 'onDamage' | 'onDecision' | 'random' | 'startAlgorithm';

/** Emulators in this process. */
export interface EmbeddedOptions extends CommonOptions, Pick<EmulatedCloudOptions, Passed> {
  readonly kind: 'embedded';
}

/** LocalStack in Docker, with SageMaker from this process beside it. */
export interface LocalStackOptions extends CommonOptions {
  readonly kind: 'localstack';
  readonly onProgress?: (text: string) => void;
  /** Aborted: the start ends with its reason, and nothing is left behind. */
  readonly signal?: AbortSignal;
}

const DEFAULT_REGION = 'us-east-1';
const WITHOUT_DOCKER = "start the cloud with kind: 'embedded', which needs none";

/**
 * Starts a local AWS at a port of its own. Any number can run in one process; each ends with `close`, or at the end of the
 * block that has it by `await using`. After a failed start nothing is left behind.
 */
export function startCloud(options: EmbeddedOptions): Promise<LocalCloud<StartedCloud>>;
export function startCloud(options: LocalStackOptions): Promise<LocalCloud<LocalStackCloud>>;
export function startCloud(options: EmbeddedOptions | LocalStackOptions): Promise<LocalCloud<StartedCloud>>;
export async function startCloud(options: EmbeddedOptions | LocalStackOptions): Promise<LocalCloud<StartedCloud>> {
  const parts = new ClosingStack();
  try {
    const dataFolder = await openFolder(options.dataFolder, parts);
    const faults = options.faults ?? new FaultMenu();
    const started = await start(options, dataFolder, faults);
    parts.defer(() => started.close());
    return localCloud(started, faults, () => parts.close());
  } catch (error) {
    // The first error is what the user must see.
    await parts.close().catch(() => undefined);
    throw error;
  }
}

async function openFolder(path: string | undefined, parts: ClosingStack): Promise<string> {
  const folder = path ?? (await mkdtemp(join(tmpdir(), 'local-cloud-')));
  if (path === undefined) parts.defer(() => rm(folder, { recursive: true, force: true }));
  const open = await openDataFolder(folder);
  parts.defer(() => open.release());
  return open.path;
}

async function start(
  options: EmbeddedOptions | LocalStackOptions,
  dataFolder: string,
  faults: FaultMenu,
): Promise<StartedCloud> {
  const { region = DEFAULT_REGION, port = 0, quotas } = options;
  const quotasAndFaults = { faults, ...(quotas === undefined ? {} : { quotas }) };
  if (options.kind === 'embedded') return startEmbeddedCloud({ ...options, dataFolder, region, port, quotasAndFaults });
  // Loaded only now: Testcontainers takes half a second that most tests need not spend.
  const { startLocalStackCloud } = await import('../clouds/localstack/localstack-cloud.ts');
  return startLocalStackCloud({ ...options, dataFolder, region, port, quotasAndFaults, withoutDocker: WITHOUT_DOCKER });
}
