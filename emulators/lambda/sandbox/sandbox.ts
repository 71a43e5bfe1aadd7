import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsAccess } from '../../core/aws-clients.ts';
import type { CodePackages } from '../store/code-package.ts';
import { type FunctionRecord, versionOf } from '../store/function-record.ts';
import { LogDelivery } from './log-delivery.ts';
import { processEnvironment } from './process-environment.ts';
import { RuntimeProcess } from './runtime-process.ts';

export interface SandboxOptions {
  readonly record: FunctionRecord;
  readonly packages: CodePackages;
  readonly nodePath: string;
  /** Where the function's temporary folder is made. */
  readonly temporaryRoot: string;
  /** What the function may use: its role's temporary credentials. Its log is written with them, too. */
  readonly access: AwsAccess;
}

/** One execution environment: a process with one function loaded, its log stream and its temporary folder. */
export class Sandbox {
  readonly record: FunctionRecord;
  readonly createdAtMs = Date.now();
  readonly process: RuntimeProcess;
  readonly logs: LogDelivery;
  readonly #logsClient: CloudWatchLogsClient;
  readonly #cleaned: Promise<void>;

  constructor({ record, packages, nodePath, temporaryRoot, access }: SandboxOptions) {
    this.record = record;
    const { endpointUrl: endpoint, region, credentials } = access;
    this.#logsClient = new CloudWatchLogsClient({ endpoint, region, credentials });
    this.logs = new LogDelivery(this.#logsClient, record.logGroup, newStreamName(versionOf(record)));
    const temporaryFolder = mkdtempSync(join(temporaryRoot, 'sandbox-'));
    const taskRoot = packages.taskRoot(record.code);
    // Where Node keeps what it compiles for this process, it keeps the runtime's own files for every function.
    const compileCache = process.env['NODE_COMPILE_CACHE'] ?? packages.compileCache(record.code);
    const folders = { taskRoot, compileCache, temporaryFolder, logStream: this.logs.streamName };
    const environment = processEnvironment(record, folders, access);
    this.process = new RuntimeProcess({ nodePath, environment, taskRoot, memoryMb: record.memoryMb });
    this.#cleaned = this.#cleanUp(temporaryFolder);
  }

  /** Resolves when the process has gone, its folder is removed and every line added so far is sent. */
  async finished(): Promise<void> {
    await this.#cleaned;
    await this.logs.drained();
    this.#logsClient.destroy();
  }

  async #cleanUp(temporaryFolder: string): Promise<void> {
    await this.process.gone;
    rmSync(temporaryFolder, { recursive: true, force: true });
  }
}

/** Such as `2026/01/31/[$LATEST]0123456789abcdef0123456789abcdef`. */
function newStreamName(version: string): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[${version}]${randomUUID().replaceAll('-', '')}`;
}
