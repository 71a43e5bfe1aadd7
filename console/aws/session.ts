import { isMembers, type Members, membersIn, textIn } from '../model/members.ts';
import { askPage } from './ask-page.ts';
import { AwsProblem } from './aws-call.ts';

/** What this page's server says of the endpoint that it is a client of. */
export interface Session {
  readonly endpointUrl: string;
  readonly region: string;
  readonly accountId: string;
  /** What answers, in words. */
  readonly cloud: string;
  /** Outputs of the program that is deployed. */
  readonly outputs: Members;
}

export async function readSession(): Promise<Session> {
  const response = await askPage('session').catch(() => undefined);
  if (response === undefined)
    throw new AwsProblem('session', 'NoAnswer', 'the endpoint does not answer; is it still running?');
  if (!response.ok) throw new AwsProblem('session', `HTTP ${response.status}`, (await response.text()).trim());
  const answer: unknown = await response.json();
  const members = isMembers(answer) ? answer : {};
  return {
    endpointUrl: textIn(members, 'endpointUrl') ?? location.origin,
    region: textIn(members, 'region') ?? 'us-east-1',
    accountId: textIn(members, 'accountId') ?? '',
    cloud: textIn(members, 'cloud') ?? '',
    outputs: membersIn(members, 'outputs'),
  };
}
