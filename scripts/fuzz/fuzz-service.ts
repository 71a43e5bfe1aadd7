import { LoopWatch } from '../../bench/loop-watch.ts';
import { type LocalCloud, type StartedCloud, startCloud } from '../../localstack/index.ts';
import { Chance } from '../../test/conformance/fuzz/chance.ts';
import type { FuzzedService } from './fuzzed-services.ts';
import { KnownThings } from './known-things.ts';
import { RawConnection } from './raw-connection.ts';
import { bytesOf, described, headerOf, type SentRequest } from './sent-request.ts';
import { mutatedOnWire } from './wire-mutations.ts';
import { accessKeysOf, makeWorld } from './world.ts';

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  /** Whether a turn that is too long counts as a fault: not where the test of a busy machine would fail. */
  readonly watchesTurns: boolean;
  /** Told of every fault at once. */
  readonly onFault?: (fault: string) => void;
}

export interface FuzzResult {
  /** How often each status was answered. */
  readonly answers: ReadonlyMap<string, number>;
  readonly faults: readonly string[];
}

export type FuzzedCloud = LocalCloud<StartedCloud>;

const CONNECTIONS = 4;
/** What is deleted by then is made again. */
const REQUESTS_A_WORLD = 500;
const MAX_TURN_CPU_MS = 250;
const MAX_WAIT_MS = 30_000;
/** They wait for work, for a function or for an execution; they are hung up on. */
const HANG_UP_MS = 500;
const WAITS = /GetActivityTask|StartSyncExecution|\/invocations|TestState/;
const NOT_EMULATED = 501;

/** In this process, with no instance to train on. */
export function startFuzzedCloud(): Promise<FuzzedCloud> {
  return startCloud({ kind: 'embedded', quotas: { 'ml.g5.xlarge': 0 } });
}

/** Sends the seed's requests to one service of the cloud, and looks after this process, which it is in. */
export async function fuzzService(
  cloud: Pick<FuzzedCloud, 'endpointUrl' | 'clients'>,
  service: FuzzedService,
  options: FuzzOptions,
): Promise<FuzzResult> {
  const run = new FuzzRun(service, options, cloud.endpointUrl);
  const limitMs = options.watchesTurns ? MAX_TURN_CPU_MS : Number.POSITIVE_INFINITY;
  using _watch = new LoopWatch(limitMs, ({ cpuMs }) => run.fault(`the process was busy for ${Math.round(cpuMs)} ms`));
  const onUncaught = (error: unknown) => run.fault(`uncaught ${error instanceof Error ? error.stack : String(error)}`);
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
  try {
    for (let left = options.requests; left > 0; left -= REQUESTS_A_WORLD) {
      await makeWorld(cloud.clients);
      await run.send(Math.min(left, REQUESTS_A_WORLD), await accessKeysOf(cloud.clients));
    }
  } finally {
    process.off('uncaughtException', onUncaught);
    process.off('unhandledRejection', onUncaught);
  }
  return run;
}

class FuzzRun implements FuzzResult {
  readonly answers = new Map<string, number>();
  readonly faults: string[] = [];
  readonly #service: FuzzedService;
  readonly #options: FuzzOptions;
  readonly #endpointUrl: string;
  readonly #chance: Chance;
  readonly #known = new KnownThings();
  readonly #underWay = new Set<SentRequest>();

  constructor(service: FuzzedService, options: FuzzOptions, endpointUrl: string) {
    this.#service = service;
    this.#options = options;
    this.#endpointUrl = endpointUrl;
    this.#chance = new Chance(options.seed);
  }

  /** With what is under way, which is what it may be about. */
  fault(text: string, about: Iterable<SentRequest> = this.#underWay): void {
    const fault = [`seed ${this.#options.seed}: ${text}`, ...[...about].map((sent) => `  ${described(sent)}`)].join(
      '\n',
    );
    this.faults.push(fault);
    this.#options.onFault?.(fault);
  }

  async send(requests: number, accessKeys: readonly string[]): Promise<void> {
    let left = requests;
    const connection = async () => {
      const raw = new RawConnection(this.#endpointUrl);
      while (left > 0) {
        left -= 1;
        await this.#sendOne(raw, this.#next(accessKeys));
      }
      raw.close();
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  }

  #next(accessKeys: readonly string[]): SentRequest {
    const chance = this.#chance;
    const request = signed(this.#service.request(chance, this.#known), this.#service.signingName, accessKeys, chance);
    return chance.once(2) ? request : mutatedOnWire(request, chance, this.#known);
  }

  async #sendOne(raw: RawConnection, sent: SentRequest): Promise<void> {
    this.#underWay.add(sent);
    const answer = await raw.send(bytesOf(sent), sent.method === 'HEAD', waits(sent) ? HANG_UP_MS : MAX_WAIT_MS);
    this.#underWay.delete(sent);
    const kind = typeof answer === 'string' ? answer : String(answer.status);
    this.answers.set(kind, (this.answers.get(kind) ?? 0) + 1);
    if (answer === 'silent' && waits(sent)) return;
    if (typeof answer === 'string') return this.fault(`no answer (${answer})`, [sent]);
    this.#known.learn(answer.body);
    const { status, body } = answer;
    const isFault = !(status >= 200 && status < 500) && status !== NOT_EMULATED;
    if (isFault) this.fault(`${status} ${body.toString('utf8', 0, 1_000)}`, [sent]);
  }
}

function waits(sent: SentRequest): boolean {
  return WAITS.test(`${headerOf(sent, 'x-amz-target')} ${sent.target}`);
}

/** Signatures are not verified: only what a signature says of its maker counts. */
function signed(request: SentRequest, service: string, accessKeys: readonly string[], chance: Chance): SentRequest {
  const host = ['host', '127.0.0.1'] as const;
  if (chance.once(20)) return { ...request, headers: [host, ...request.headers] };
  const region = chance.once(50) ? chance.of(['eu-west-1', 'mars-north-1', '*']) : 'us-east-1';
  const scope = `${chance.of(accessKeys)}/20260101/${region}/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
  return { ...request, headers: [host, ['authorization', authorization], ...request.headers] };
}
