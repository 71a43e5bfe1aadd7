import type { CommandTable } from '../../emulators/core/command-line/command-table.ts';
import { runCommand } from '../../emulators/core/command-line/run-command.ts';
import { formatTable } from '../../localstack/cli/views/format.ts';
import { CALM, type Conditions } from '../simulated-s3/fates.ts';
import type { KeySpaceName } from '../simulated-s3/key-space.ts';
import { startSimulatedS3 } from '../simulated-s3/start.ts';
import { withBundledFunction } from './bundled-function.ts';
import { awsCli, type Figures, ourFunction, type Peer, s5cmd, sequentialBoto3 } from './dataset-peers.ts';

const KEYS_PER_PAGE = 1000;
const BYTES_PER_MB = 1e6;
const DEFAULT_KEYS = 10_000_000;
/** Images that the seed had: 1,752 and 734. */
const SEED_KEYS = 2486;
/** Peers list one page after the other: a million keys take them minutes. */
const PEER_KEYS = 1_000_000;
const ROUGH: Conditions = { ...CALM, refusedShare: 0.05, cutShare: 0.01, lateShare: 0.001 };

const TABLE = {
  command: 'npm run bench -- dataset',
  summary: [
    'Measures how long the generate-dataset function takes for data sets of many sizes, with a simulated S3 that gives a page of',
    '1,000 keys after 100 ms. The function runs on one core, the simulated S3 on another one where `taskset` is there.',
  ],
  options: {
    keys: { value: 'N', text: `keys of the large data sets (default: ${DEFAULT_KEYS})` },
    'without-peers': { text: "leave the seed's sequential way, aws s3 ls and s5cmd out" },
    only: { value: 'TEXT', text: 'only what has this in its name' },
  },
} as const satisfies CommandTable;

interface Run {
  readonly space: KeySpaceName;
  readonly keys: number;
  readonly peer: Peer;
  readonly conditions?: Conditions;
  readonly note?: string;
}

/** `npm run bench -- dataset`. */
export function benchDataset(): Promise<void> {
  return runCommand(TABLE, async (options) => {
    const keys = options.count('keys') ?? DEFAULT_KEYS;
    const peers = options.isOn('without-peers') ? [] : [sequentialBoto3(), s5cmd(), awsCli()];
    const there = peers.filter((peer) => peer.isThere);
    const only = options.text('only') ?? '';
    await withBundledFunction((bundle) => {
      const runs = runsOf(keys, ourFunction(bundle), there);
      const again = { space: 'even' as const, keys: SEED_KEYS, peer: ourFunction(bundle, 2) };
      return measure([...runs, again].filter((run) => nameOf(run).includes(only)));
    });
    return 0;
  });
}

function runsOf(keys: number, ours: Peer, peers: readonly Peer[]): Run[] {
  const peerKeys = Math.min(keys, PEER_KEYS);
  return [
    { space: 'even', keys: 100_000, peer: ours },
    { space: 'even', keys, peer: ours },
    { space: 'flat', keys, peer: ours },
    ...[ours, ...peers].map((peer) => ({ space: 'even' as const, keys: 2500, peer })),
    { space: 'even', keys: SEED_KEYS, peer: ours },
    { space: 'even', keys: peerKeys, peer: ours },
    { space: 'flat', keys: peerKeys, peer: ours },
    { space: 'hashes', keys: peerKeys, peer: ours },
    { space: 'folders', keys: Math.floor(peerKeys / 10), peer: ours },
    { space: 'even', keys: peerKeys, peer: ours, conditions: ROUGH, note: '5 % refused, 1 % cut, 0.1 % 20 s late' },
    ...peers.map((peer) => ({ space: 'even' as const, keys: peerKeys, peer })),
  ];
}

async function measure(runs: readonly Run[]): Promise<void> {
  const rows: string[][] = [];
  const rowsWritten = new Map<string, string>();
  for (const run of runs) {
    process.stdout.write(`${nameOf(run)} …`);
    const { figures, report } = await measured(run);
    const sha256 = report.written['dataset/train-data.lst']?.sha256;
    const before = rowsWritten.get(`${run.space} ${run.keys}`);
    if (sha256 !== undefined && before !== undefined && before !== sha256)
      throw new Error(`${nameOf(run)}: other rows`);
    if (sha256 !== undefined) rowsWritten.set(`${run.space} ${run.keys}`, sha256);
    if (report.openUploads > 0) throw new Error(`${nameOf(run)}: ${report.openUploads} uploads were left unfinished`);
    process.stdout.write(` ${figures.seconds.toFixed(1)} s\n`);
    rows.push([
      nameOf(run),
      figures.seconds.toFixed(2),
      Math.round(run.keys / figures.seconds).toLocaleString('en'),
      figures.cpuSeconds.toFixed(1),
      Math.round(figures.peakBytes / BYTES_PER_MB).toString(),
      (report.listRequests / (run.keys / KEYS_PER_PAGE)).toFixed(2),
    ]);
  }
  const head = ['', 'seconds', 'keys a second', 'CPU s', 'peak MB', 'requests per 1,000 keys'];
  process.stdout.write(`\n${formatTable([head, ...rows]).join('\n')}\n`);
}

async function measured({ space, keys, peer, conditions = CALM }: Run) {
  const testKeys = Math.max(10, Math.min(1000, Math.floor(keys / 4)));
  await using s3 = await startSimulatedS3({ space, trainKeys: keys - testKeys, testKeys, conditions });
  const figures: Figures = await peer.run(s3.endpointUrl);
  return { figures, report: await s3.report() };
}

function nameOf({ space, keys, peer, note }: Run): string {
  return `${peer.name}, ${keys.toLocaleString('en')} ${space}${note === undefined ? '' : `, ${note}`}`;
}
