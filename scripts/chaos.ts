import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AwsClients } from '../emulators/core/aws-clients.ts';
import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import { runCommand } from '../emulators/core/command-line/run-command.ts';
import { ROOT_CREDENTIALS } from '../emulators/core/home-account.ts';
import { pollUntil } from '../test/support/poll-until.ts';
import { descendantsOf, isAlive } from '../test/support/process-table.ts';
import { type Acknowledged, countsOf, nothingAcknowledged } from './chaos/acknowledged.ts';
import { lossesIn } from './chaos/losses.ts';
import { makeWorkplace, type Workplace, writersOf } from './chaos/writers.ts';

const TABLE = {
  command: 'npm run chaos --',
  summary: [
    'Kills the embedded cloud (kill -9) at random moments while S3, logs, IAM, rules, executions and training jobs are written, and',
    'wants everything that was acknowledged to be there at the next start, nothing half-written, and no process left.',
  ],
  options: {
    rounds: { value: 'N', text: 'how many times it is killed (default: 100)' },
    seed: { value: 'N', text: 'decides when it is killed (default: a random one, which is shown)' },
  },
  notes: ['What is under way when it is killed is up to the machine.'],
} as const satisfies CommandTable;

const CLOUD = join(import.meta.dirname, 'chaos', 'cloud.ts');
const MAX_WRITING_MS = 600;
/** On a slow machine nothing of a kind may have been answered: then there are more and longer rounds, until this has passed. */
const MAX_EXTRA_MS = 120_000;
const MAX_EXTRA_WRITING_MS = 5_000;

interface RunningCloud {
  readonly process: ChildProcess;
  readonly clients: AwsClients;
  /** What it said on standard error. */
  said(): string;
}

await runCommand(TABLE, async (options) => {
  const rounds = options.count('rounds') ?? 100;
  const seed = options.count('seed') ?? Math.floor(Math.random() * 1e9);
  process.stdout.write(`${rounds} rounds, seed ${seed}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  const problems = await chaos({ folder, rounds, seed }).finally(() =>
    rmSync(folder, { recursive: true, force: true }),
  );
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  return problems.length > 0 ? 1 : 0;
});

interface ChaosOptions {
  readonly folder: string;
  readonly rounds: number;
  readonly seed: number;
}

async function chaos({ folder, rounds, seed }: ChaosOptions): Promise<readonly string[]> {
  const acknowledged = nothingAcknowledged();
  const random = randomNumbers(seed);
  let workplace: Workplace | undefined;
  let deadlineMs: number | undefined;
  let fresh: ReadonlySet<string> = new Set();
  for (let round = 1, isLast = false; !isLast; round += 1) {
    const isExtra = round > rounds;
    if (isExtra) deadlineMs ??= Date.now() + MAX_EXTRA_MS;
    isLast = isExtra && (unanswered(acknowledged).length === 0 || Date.now() > (deadlineMs ?? 0));
    const writingMs = random() * (isExtra ? MAX_EXTRA_WRITING_MS : MAX_WRITING_MS);
    const cloud = await startCloud(folder);
    workplace ??= await makeWorkplace(cloud.clients);
    const losses = await lossesIn(cloud.clients, workplace, acknowledged, fresh);
    const before = namesIn(acknowledged);
    if (!isLast) await writeUntilKilled(cloud, workplace, acknowledged, round, writingMs);
    await endLast(cloud);
    const problems = [...losses, ...complaints(cloud.said())];
    if (problems.length > 0) return problems.map((problem) => `round ${round}: ${problem}`);
    fresh = new Set([...namesIn(acknowledged)].filter((name) => !before.has(name)));
  }
  const counts = [...countsOf(acknowledged)];
  const text = counts.map(([kind, count]) => `${count} ${kind}`).join(', ');
  process.stdout.write(`acknowledged: ${text}; all of them are there, and no process is left\n`);
  return unanswered(acknowledged).map(
    (kind) => `no ${kind} were acknowledged within ${rounds} rounds and ${MAX_EXTRA_MS} ms`,
  );
}

function unanswered(acknowledged: Acknowledged): readonly string[] {
  return [...countsOf(acknowledged)].filter(([, count]) => count === 0).map(([kind]) => kind);
}

function namesIn({ objects, executions }: Acknowledged): Set<string> {
  return new Set([...objects.keys(), ...executions]);
}

async function startCloud(folder: string): Promise<RunningCloud> {
  const child = spawn(process.execPath, [CLOUD, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  const endpointUrl = String(line).trim();
  if (!endpointUrl.startsWith('http')) throw new Error(`the cloud did not start on ${folder}: ${said}`);
  const clients = new AwsClients({ endpointUrl, region: 'us-east-1', credentials: ROOT_CREDENTIALS });
  return { process: child, clients, said: () => said };
}

async function writeUntilKilled(
  cloud: RunningCloud,
  workplace: Workplace,
  acknowledged: Acknowledged,
  round: number,
  forMs: number,
): Promise<void> {
  let isOver = false;
  const versionsBefore = acknowledged.overwritten.sent;
  const writers = writersOf(cloud.clients, workplace, acknowledged).map(async (write) => {
    // A refusal is no acknowledgement: the cloud may be gone in the middle of an answer.
    for (let count = 1; !isOver; count += 1)
      await write(`r${round}-${count}`, versionsBefore + count).catch(() => undefined);
  });
  await delay(forMs);
  const children = descendantsOf(cloud.process.pid ?? 0);
  cloud.process.kill('SIGKILL');
  await once(cloud.process, 'exit');
  isOver = true;
  cloud.clients.destroy();
  await Promise.all(writers);
  await pollUntil('every process of the killed cloud is gone', async () => !children.some(isAlive) || undefined);
}

/** The cloud that is started to look at what the last kill has left. */
async function endLast({ process: child, clients }: RunningCloud): Promise<void> {
  clients.destroy();
  if (child.exitCode !== null || child.signalCode !== null) return;
  const children = descendantsOf(child.pid ?? 0);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await pollUntil('every process of the last cloud is gone', async () => !children.some(isAlive) || undefined);
}

/** Nothing may be called damaged: a kill leaves whole files only. */
function complaints(said: string): readonly string[] {
  return said.split('\n').filter((line) => line.startsWith('[rehearsal]'));
}

/** Mulberry32: from 0 to below 1, the same for the same seed. */
function randomNumbers(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
