import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { GUARD_RAILS } from '../../policy/guard-rails.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');
const requireHere = createRequire(import.meta.url);
// The SDK's own copies: a client must speak with the runner's.
const requirePulumi = createRequire(requireHere.resolve('@pulumi/pulumi'));
const grpc = requirePulumi('@grpc/grpc-js');
const analyzer = requirePulumi('@pulumi/pulumi/proto/analyzer_grpc_pb.js');
const messages = requirePulumi('@pulumi/pulumi/proto/analyzer_pb.js');
const { Empty } = requirePulumi('google-protobuf/google/protobuf/empty_pb.js');
const { Struct } = requirePulumi('google-protobuf/google/protobuf/struct_pb.js');

interface Analyzer {
  close(): void;
  getAnalyzerInfo(request: object, callback: (error: Error | null, answer: AnalyzerInfo) => void): void;
  analyze(request: object, callback: (error: Error | null, answer: Diagnostics) => void): void;
}

interface AnalyzerInfo {
  getPoliciesList(): readonly { getName(): string; getEnforcementlevel(): number }[];
}

interface Diagnostics {
  getDiagnosticsList(): readonly { getPolicyname(): string; getMessage(): string }[];
}

const MANDATORY = 1;

/** As Pulumi's engine does it: the runner of its SDK loads the pack, and the engine asks it over gRPC. */
describe('the policy pack in Pulumi’s own runner', () => {
  let runner: ChildProcess;
  let client: Analyzer;

  before(async function start() {
    this.timeout(60_000);
    const script = requireHere.resolve('@pulumi/pulumi/cmd/run-policy-pack');
    runner = spawn(process.execPath, [script, '127.0.0.1:1', join(PROJECT_FOLDER, 'policy')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (runner.stdout === null) throw new Error('the runner has no output');
    const [port] = await once(createInterface({ input: runner.stdout }), 'line');
    client = new analyzer.AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  });

  after(async () => {
    client?.close();
    const ended = once(runner, 'close');
    runner.kill('SIGKILL');
    await ended;
  });

  it('has every rule, and each stops an update', async () => {
    const info = await new Promise<AnalyzerInfo>((resolve, reject) =>
      client.getAnalyzerInfo(new Empty(), (error, answer) => (error === null ? resolve(answer) : reject(error))),
    );
    expect(info.getPoliciesList().map((policy) => policy.getName())).to.deep.equal(GUARD_RAILS.map(({ name }) => name));
    expect(new Set(info.getPoliciesList().map((policy) => policy.getEnforcementlevel()))).to.deep.equal(
      new Set([MANDATORY]),
    );
  });

  it('reports a resource that breaks a rule, in the rule’s words', async () => {
    const request = new messages.AnalyzeRequest();
    request.setType('aws:cloudwatch/logGroup:LogGroup');
    request.setName('bad');
    request.setUrn('urn:pulumi:dev::p::aws:cloudwatch/logGroup:LogGroup::bad');
    const options = new messages.AnalyzerResourceOptions();
    options.setCustomtimeouts(new messages.AnalyzerResourceOptions.CustomTimeouts());
    request.setOptions(options);
    request.setProperties(Struct.fromJavaScript({ tags: { project: 'p', stack: 's' } }));
    const answer = await new Promise<Diagnostics>((resolve, reject) =>
      client.analyze(request, (error, diagnostics) => (error === null ? resolve(diagnostics) : reject(error))),
    );
    const found = answer.getDiagnosticsList().map((one) => [one.getPolicyname(), one.getMessage().split('\n').at(-1)]);
    expect(found).to.deep.equal([
      ['log-retention', 'keeps its events for ever: set retentionInDays'],
      ['required-tags', 'lacks the tags managed-by'],
    ]);
  });
});
