import type { Endpoints } from './probe-endpoints.ts';

const SIGNING_NAME = /^[a-z][a-z0-9-]*$/;
/** Other names of services whose requests are signed with the second one. */
const SIGNING_NAMES: Readonly<Record<string, string>> = {
  cloudwatch: 'monitoring',
  'cloudwatch-logs': 'logs',
  eventbridge: 'events',
  'secrets-manager': 'secretsmanager',
  sfn: 'states',
  'step-functions': 'states',
  stepfunctions: 'states',
};

export interface CheckedEndpoints {
  readonly endpoints: Endpoints;
  readonly problems: readonly string[];
}

/** Entries of a configuration as endpoints, with all that is wrong with them; `what` is how the configuration calls them. */
export function checkEndpoints(entries: Readonly<Record<string, unknown>>, what: string): CheckedEndpoints {
  const problems = Object.entries(entries).flatMap(([name, url]) => [
    ...nameProblems(name, what),
    ...urlProblems(url, `${what}.${name}`),
  ]);
  const pair = ['iam', 'sts'].filter((name) => name in entries);
  if (pair.length === 1) {
    problems.push(`${what} has ${pair[0]} alone; iam and sts share the roles and their sessions: give both or none`);
  }
  const endpoints = Object.entries(entries).map(([name, url]) => [name, String(url).replace(/\/$/, '')]);
  return { endpoints: Object.fromEntries(endpoints), problems };
}

function nameProblems(name: string, what: string): readonly string[] {
  const known = SIGNING_NAMES[name.toLowerCase()];
  if (known !== undefined) return [`${what} has ${name}; write ${known}, the name that its requests are signed with`];
  if (SIGNING_NAME.test(name)) return [];
  return [`${what} has '${name}', which signs no requests; write a signing name such as s3 or dynamodb`];
}

function urlProblems(url: unknown, what: string): readonly string[] {
  if (typeof url === 'string' && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return [];
  return [`${what} is ${JSON.stringify(url)}; write a URL such as http://127.0.0.1:4566`];
}
