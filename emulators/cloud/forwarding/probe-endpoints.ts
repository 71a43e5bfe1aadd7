import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { AwsClients } from '../../core/aws-clients.ts';
import { UserError } from '../../core/user-error.ts';
import { deniesInSpiteOfCondition } from './policy-probe.ts';
import { PROBED_OPERATIONS } from './probed-operations.ts';

/** URLs of other emulators by the signing name of the service that each is to serve, such as `s3` or `dynamodb`. */
export type Endpoints = Readonly<Record<string, string>>;

/** Endpoints that do not answer; the message has all of them in it. */
export class EndpointError extends UserError {
  constructor(problems: readonly string[]) {
    const lines = problems.map((problem) => `\n  - ${problem}`).join('');
    super(
      'EndpointError',
      `other emulators cannot be reached; start them first, or take them out of endpoints:${lines}`,
    );
  }
}

const CONNECT_TIMEOUT_MS = 5_000;
const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
/** Then its users are better off without the policies. */
const NO_CONDITIONS = 'conditions in bucket policies, which are therefore kept here and not handed on';
/** What of a service calls others, by itself. */
const CALLERS: Readonly<Record<string, string>> = { lambda: 'functions', states: 'state machines' };
/** What services, and emulators that follow them, say of operations that they do not have. */
const LACKING_CODES =
  /^(?:NotImplemented|NotImplementedException|UnknownOperation|UnknownOperationException|InvalidAction|UnsupportedOperation|UnsupportedOperationException)$/;

export interface ProbedEndpoints {
  /** What a user should know of each. */
  readonly notes: readonly string[];
  /** Whether the S3 among them denies by bucket policies what these do not deny, see policy-probe.ts. */
  readonly deniesInSpiteOfCondition: boolean;
}

/** Asks every endpoint what it has. Throws EndpointError with all those that do not answer. */
export async function probeEndpoints(endpoints: Endpoints, region: string): Promise<ProbedEndpoints> {
  const entries = Object.entries(endpoints);
  const reached = await Promise.all(entries.map(([, url]) => whyUnreachable(url)));
  const problems = entries.flatMap(([service, url], index) => {
    const why = reached[index];
    return why === undefined ? [] : [`${service}: ${url} does not answer (${why})`];
  });
  if (problems.length > 0) throw new EndpointError(problems);
  const probes = await Promise.all(entries.map(([service, url]) => probe(service, url, region)));
  return {
    notes: probes.map(({ note }) => note),
    deniesInSpiteOfCondition: probes.some((probed) => probed.deniesInSpiteOfCondition),
  };
}

async function probe(service: string, endpointUrl: string, region: string) {
  const clients = new AwsClients({ endpointUrl, region, credentials: CREDENTIALS });
  try {
    const lacking = await lackingOperations(service, clients);
    const deniesInSpite = service === 's3' && (await deniesInSpiteOfCondition(clients.s3).catch(() => false));
    const policies = deniesInSpite ? [NO_CONDITIONS] : [];
    return { note: noteOf(service, endpointUrl, [...lacking, ...policies]), deniesInSpiteOfCondition: deniesInSpite };
  } finally {
    clients.destroy();
  }
}

function noteOf(service: string, endpointUrl: string, lacking: readonly string[]): string {
  const lacks = lacking.length === 0 ? '' : `; it lacks ${lacking.join(', ')}`;
  const calls = CALLERS[service] === undefined ? '' : `; ${CALLERS[service]} call the services there, not those here`;
  return `${service} is served by ${endpointUrl}, where the IAM here is not enforced${calls}${lacks}`;
}

async function lackingOperations(service: string, clients: AwsClients): Promise<readonly string[]> {
  const operations = Object.entries(PROBED_OPERATIONS[service] ?? {});
  const answers = await Promise.all(operations.map(([, call]) => call(clients).then(() => undefined, whyLacking)));
  return operations.flatMap(([name], index) => (answers[index] === undefined ? [] : [`${name} (${answers[index]})`]));
}

interface ServiceAnswer {
  readonly status: number | undefined;
  readonly code: string;
}

/** What an answer says of the operation being absent; undefined for one that is about the resource. */
function whyLacking(error: unknown): string | undefined {
  const { status, code } = answerIn(error);
  if (status === undefined) return code;
  if (status >= 500 || LACKING_CODES.test(code)) return `${status} ${code}`;
  // An answer about a resource has AWS's code; HeadObject's has no body, and the SDK calls it NotFound.
  const isNamed = code !== 'Error' && code !== 'UnknownError' && code !== 'Unknown' && !/^\d+$/.test(code);
  return status === 404 && !isNamed ? '404' : undefined;
}

function answerIn(error: unknown): ServiceAnswer {
  if (!(error instanceof Error)) return { status: undefined, code: String(error) };
  const { $metadata } = error as Error & { readonly $metadata?: { readonly httpStatusCode?: number } };
  return { status: $metadata?.httpStatusCode, code: error.name };
}

/** Any answer shows that something listens. */
function whyUnreachable(url: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const outgoing = send(url, { agent: false, timeout: CONNECT_TIMEOUT_MS }, (incoming) => {
      incoming.destroy();
      resolve(undefined);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer in ${CONNECT_TIMEOUT_MS} ms`)));
    outgoing.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    outgoing.end();
  });
}
