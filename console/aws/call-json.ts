import { isMembers, type Members } from '../model/members.ts';
import { AwsProblem, callRest } from './aws-call.ts';

/** What X-Amz-Target begins with, and the version of AWS's JSON protocol, by signing name. */
const PROTOCOLS = {
  states: ['AWSStepFunctions', '1.0'],
  sagemaker: ['SageMaker', '1.1'],
  logs: ['Logs_20140328', '1.1'],
  events: ['AWSEvents', '1.1'],
  monitoring: ['GraniteServiceVersion20100801', '1.0'],
} as const;

export type JsonService = keyof typeof PROTOCOLS;

/** One operation of a service that speaks AWS's JSON protocol; gives the answer's members. */
export async function callJson(
  service: JsonService,
  operation: string,
  input: object,
  signal?: AbortSignal,
): Promise<Members> {
  const [prefix, version] = PROTOCOLS[service];
  const response = await callRest({
    service,
    operation,
    method: 'POST',
    path: '/',
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': `${prefix}.${operation}` },
    body: JSON.stringify(input),
    ...(signal === undefined ? {} : { signal }),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? {} : JSON.parse(text);
  if (isMembers(answer)) return answer;
  throw new AwsProblem(operation, 'UnreadableAnswer', 'the answer is no JSON object');
}
