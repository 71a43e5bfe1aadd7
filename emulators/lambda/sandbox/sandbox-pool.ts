import type { AwsClients } from '../../core/aws-clients.ts';
import { userError } from '../api/lambda-errors.ts';
import type { CodePackages } from '../store/code-package.ts';
import type { FunctionRecord } from '../store/function-record.ts';
import { RoleCredentials } from './role-credentials.ts';
import { Sandbox } from './sandbox.ts';

export interface PoolOptions {
  readonly packages: CodePackages;
  readonly clients: AwsClients;
  readonly nodePath: string;
  readonly temporaryRoot: string;
  /** Invocations at a time over all functions; AWS's default for a new account is 10. */
  readonly maxConcurrency: number;
  /** How long a sandbox without work is kept. */
  readonly idleMs: number;
}

/** Its credentials last an hour, and its last invocation may take 15 minutes. */
const MAX_AGE_MS = 30 * 60_000;

/** Sandboxes: one per invocation at a time, kept warm for the next invocation of the same revision of the function. */
export class SandboxPool {
  readonly #options: PoolOptions;
  readonly #credentials: RoleCredentials;
  readonly #all = new Set<Sandbox>();
  readonly #idle = new Map<Sandbox, NodeJS.Timeout>();
  readonly #queue: (() => void)[] = [];
  readonly #onIdle: (() => void)[] = [];
  #busy = 0;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#credentials = new RoleCredentials(options.clients);
  }

  /** Resolves when an invocation would find a place, first come first served, or when the pool closes. */
  async untilFree(): Promise<void> {
    while (this.#busy >= this.#options.maxConcurrency && !this.#isClosed) {
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
  }

  /** A sandbox for one invocation; `isCold` when it has yet to load the code. Give it back with `release`. */
  async acquire(record: FunctionRecord): Promise<{ sandbox: Sandbox; isCold: boolean }> {
    if (this.#isClosed) throw userError('ServiceException', 500, '[rehearsal] the Lambda emulator is closing');
    if (this.#busy >= this.#options.maxConcurrency) {
      throw userError('TooManyRequestsException', 429, 'Rate Exceeded.');
    }
    this.#busy += 1;
    try {
      const warm = this.#takeWarm(record);
      if (warm !== undefined) return { sandbox: warm, isCold: false };
      return { sandbox: await this.#start(record), isCold: true };
    } catch (error) {
      this.#leave();
      throw error;
    }
  }

  release(sandbox: Sandbox): void {
    this.#leave();
    if (this.#isClosed || !sandbox.process.isUsable || Date.now() - sandbox.createdAtMs > MAX_AGE_MS) {
      this.#end(sandbox);
      return;
    }
    const timer = setTimeout(() => this.#end(sandbox), this.#options.idleMs);
    timer.unref();
    this.#idle.set(sandbox, timer);
  }

  /** Ends the warm sandboxes of a function that has changed or gone. */
  retire(functionName: string): void {
    for (const sandbox of this.#idle.keys()) {
      if (sandbox.record.functionName === functionName) this.#end(sandbox);
    }
  }

  /** Kills everything, also functions at work, and waits until their logs are sent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#idle.values()) clearTimeout(timer);
    this.#idle.clear();
    for (const sandbox of this.#all) sandbox.process.kill();
    for (const wake of this.#queue.splice(0)) wake();
    if (this.#busy > 0) await new Promise<void>((resolve) => this.#onIdle.push(resolve));
    await Promise.all([...this.#all].map((sandbox) => sandbox.finished()));
  }

  #leave(): void {
    this.#busy -= 1;
    this.#queue.shift()?.();
    if (this.#busy === 0) for (const resolve of this.#onIdle.splice(0)) resolve();
  }

  #takeWarm(record: FunctionRecord): Sandbox | undefined {
    for (const sandbox of [...this.#idle.keys()].reverse()) {
      if (sandbox.record.functionName !== record.functionName || sandbox.record.version !== record.version) continue;
      if (sandbox.record.revisionId === record.revisionId && sandbox.process.isUsable) {
        clearTimeout(this.#idle.get(sandbox));
        this.#idle.delete(sandbox);
        return sandbox;
      }
      this.#end(sandbox);
    }
    return undefined;
  }

  async #start(record: FunctionRecord): Promise<Sandbox> {
    const access = await this.#credentials.of(record.role, record.functionName);
    const { packages, nodePath, temporaryRoot } = this.#options;
    await packages.requireIntact(record.functionName, record.code);
    const sandbox = new Sandbox({ record, packages, nodePath, temporaryRoot, access });
    this.#all.add(sandbox);
    if (this.#isClosed) sandbox.process.kill();
    return sandbox;
  }

  #end(sandbox: Sandbox): void {
    clearTimeout(this.#idle.get(sandbox));
    this.#idle.delete(sandbox);
    sandbox.process.kill();
    sandbox.finished().finally(() => this.#all.delete(sandbox));
  }
}
