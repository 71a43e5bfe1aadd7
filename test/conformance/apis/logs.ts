import { createLogsService } from '../../../emulators/logs/logs-service.ts';
import type { ConformedApi } from './conformed-api.ts';
import { startJson } from './json-calls.ts';

const GROUP = { logGroupName: 'absent' };
const STREAM = { ...GROUP, logStreamName: 'absent' };
const RESOURCE = { resourceArn: 'arn:aws:logs:us-east-1:000000000000:log-group:absent' };

/** A name of a group or a stream that is nothing but too long. */
const LONG_NAME =
  /at 'log(Group|Stream)Name' failed to satisfy constraint: Member must have length less than or equal to 512$/;

export const LOGS: ConformedApi = {
  name: 'logs',
  model: 'logs/model/api-model.json',
  protocol: 'json',
  code: 'InvalidParameterException',
  wrongTypeCode: 'SerializationException',
  baseRequests: {
    CreateLogGroup: GROUP,
    DeleteLogGroup: GROUP,
    DescribeLogGroups: {},
    PutRetentionPolicy: { ...GROUP, retentionInDays: 1 },
    DeleteRetentionPolicy: GROUP,
    TagResource: { ...RESOURCE, tags: { a: 'b' } },
    UntagResource: { ...RESOURCE, tagKeys: ['a'] },
    ListTagsForResource: RESOURCE,
    TagLogGroup: { ...GROUP, tags: { a: 'b' } },
    UntagLogGroup: { ...GROUP, tags: ['a'] },
    ListTagsLogGroup: GROUP,
    CreateLogStream: STREAM,
    DeleteLogStream: STREAM,
    DescribeLogStreams: GROUP,
    PutLogEvents: { ...STREAM, logEvents: [{ timestamp: 1, message: 'a' }] },
    GetLogEvents: STREAM,
    FilterLogEvents: GROUP,
  },
  knownDifferences: [
    { operation: 'CreateLogGroup', path: 'kmsKeyId', what: ['length 256'], reason: 'nothing is encrypted here' },
    {
      operation: 'CreateLogGroup',
      path: 'logGroupClass',
      what: ['value INFREQUENT_ACCESS', 'value DELIVERY', 'value ESSENTIALS'],
      reason: 'the other classes take fewer operations, which is not emulated',
    },
    {
      operation: 'CreateLogGroup',
      path: 'deletionProtectionEnabled',
      what: ['true'],
      reason: 'there is no deletion protection here, so it is refused rather than ignored',
    },
  ],
  ownRefusal: (sentences) => {
    if (sentences.every((text) => LONG_NAME.test(text))) {
      const message = 'Invalid LogGroup or LogStream, both must have length less than or equal to 512.';
      return { code: 'InvalidParameterException', message };
    }
    // https://github.com/boto/boto3/issues/4104
    return sentences.every((text) =>
      text.includes("at 'resourceArn' failed to satisfy constraint: Member must satisfy reg"),
    )
      ? { code: 'ValidationException', message: 'Invalid resourceArn' }
      : undefined;
  },
  start: () =>
    startJson({ prefix: 'Logs_20140328', version: '1.1' }, (dataFolder) =>
      createLogsService({ dataFolder, region: 'us-east-1', accountId: '000000000000' }),
    ),
};
