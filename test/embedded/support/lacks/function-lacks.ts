import { denied, type Lack, TROUBLESHOOTING } from './lack.ts';

/** Every statement of the function's role, with what AWS says without it: fact files and docs/fidelity.md. */
export const FUNCTION_LACKS: readonly Lack[] = [
  {
    role: 'function',
    sid: 'ListDataset',
    action: 's3:ListBucket',
    shows: 'when run',
    text: denied('s3:ListBucket'),
    aws: "the function fails with S3's refusal",
    wording: 'AWS',
    source: TROUBLESHOOTING,
  },
  {
    role: 'function',
    sid: 'WriteLstFiles',
    action: 's3:PutObject',
    shows: 'when run',
    text: denied('s3:PutObject'),
    aws: "the function fails with S3's refusal",
    wording: 'AWS',
    source: TROUBLESHOOTING,
  },
  {
    role: 'function',
    sid: 'WriteLogs',
    action: 'logs:PutLogEvents',
    shows: 'no failure',
    aws: 'the function runs, and its log is missing',
    wording: 'none',
    source: 'Lambda Developer Guide, "Sending Lambda function logs to CloudWatch Logs"',
  },
  {
    role: 'function',
    sid: 'SendTraces',
    action: 'xray:PutTraceSegments',
    shows: 'when deployed',
    text: /^The provided execution role does not have permissions to call PutTraceSegments on XRAY$/,
    aws: 'a function with active tracing is refused',
    wording: 'AWS',
    source: 'quoted in many issues; Lambda Developer Guide, "Visualize Lambda function invocations using AWS X-Ray"',
  },
];
