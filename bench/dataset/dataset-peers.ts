import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { FUNCTION_NODE_OPTIONS } from '../../infra/components/function-bundle.ts';
import { ENDS_WITH_PARENT } from '../end-with-parent.ts';
import { onCore } from '../on-core.ts';

export interface Figures {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

export interface CalledFunction extends Figures {
  readonly answer: unknown;
}

/** A way to list a data set. */
export interface Peer {
  readonly name: string;
  readonly isThere: boolean;
  run(endpointUrl: string): Promise<Figures>;
}

const BUCKET = 'bench-bucket';
/** Python prints its own figures, since a child's memory is told to its parent only there. The child ends with the bench. */
const MEASURED_CHILD = `
import json, os, resource, subprocess, sys, threading, time
started = time.monotonic()
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
def end_with_parent():
    sys.stdin.read()
    child.kill()
    os._exit(1)
threading.Thread(target=end_with_parent, daemon=True).start()
status = child.wait()
seconds = time.monotonic() - started
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"seconds": seconds, "cpuSeconds": used.ru_utime + used.ru_stime, "peakBytes": used.ru_maxrss * 1024}))
sys.stdout.flush()
os._exit(status)
`;

/** The function's bundle, as Lambda would run it: in a new process, or called again in one that is there. */
export function ourFunction(bundle: string, calls = 1): Peer {
  const script = join(import.meta.dirname, 'run-bundle.ts');
  const event = JSON.stringify({ executionName: 'bench' });
  const command = [process.execPath, FUNCTION_NODE_OPTIONS, script, bundle, event, String(calls)] as const;
  const name = calls === 1 ? 'the function' : 'the function, called again';
  return { name, isThere: true, run: (endpointUrl) => figuresOf(command, endpointUrl) };
}

/** One call of the function's bundle, with what it answers. */
export function callFunction(bundle: string, event: object, endpointUrl: string): Promise<CalledFunction> {
  const script = join(import.meta.dirname, 'run-bundle.ts');
  return figuresOf([process.execPath, FUNCTION_NODE_OPTIONS, script, bundle, JSON.stringify(event)], endpointUrl);
}

/** One page after the other with boto3, both splits in turn, rows in memory, as the workflow's first function did it. */
export function sequentialBoto3(): Peer {
  const isThere = spawnSync('python3', ['-c', 'import boto3']).status === 0;
  const command = ['python3', join(import.meta.dirname, 'sequential_listing.py')] as const;
  return { name: 'boto3, page by page', isThere, run: (endpointUrl) => figuresOf(command, endpointUrl) };
}

/** s5cmd's listing alone, without rows. */
export function s5cmd(): Peer {
  return listingCommand('s5cmd', ['s5cmd', 'ls', `s3://${BUCKET}/dataset/*`]);
}

/** The AWS CLI's listing alone, without rows. */
export function awsCli(): Peer {
  return listingCommand('aws s3 ls', ['aws', 's3', 'ls', '--recursive', `s3://${BUCKET}/dataset/`]);
}

function listingCommand(name: string, command: readonly [string, ...string[]]): Peer {
  const isThere = spawnSync(command[0], ['--version']).status === 0;
  const measured = ['python3', '-c', MEASURED_CHILD, ...command] as const;
  return { name, isThere, run: (endpointUrl) => figuresOf(measured, endpointUrl) };
}

/** Runs a command on the second core and reads the figures in the last line of its output. */
async function figuresOf(command: readonly [string, ...string[]], endpointUrl: string): Promise<CalledFunction> {
  const [file, ...args] = onCore(1, command);
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: endpointUrl,
    S3_ENDPOINT_URL: endpointUrl,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    DATASET_BUCKET: BUCKET,
    DATASET_PREFIX: 'dataset',
    TRAINING_JOB_NAME_PREFIX: 'bench',
    ...ENDS_WITH_PARENT,
  };
  const child = spawn(file, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const status: unknown = await new Promise((done) => child.on('close', done));
  if (status !== 0) throw new Error(`${command.join(' ')} ended with exit status ${status}`);
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
}
