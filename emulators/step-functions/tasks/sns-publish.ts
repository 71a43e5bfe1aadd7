import { type MessageAttributeValue, PublishCommand } from '@aws-sdk/client-sns';
import { isRecord, type Json } from '../language/json.ts';
import { schemasOf } from './aws-sdk/sdk-package.ts';
import { sendWithMetadata, textOf } from './send-command.ts';
import { SNS_ERRORS, serviceError } from './service-error.ts';
import type { Integration, TaskCall } from './task.ts';

const [schema] = schemasOf(new PublishCommand({ Message: undefined }));
const deeper = schema === undefined ? {} : { schema };

/** `sns:publish` (https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html). */
export const SNS_PUBLISH: Integration = {
  resourceType: 'sns',
  resource: 'publish',
  parameters: {
    required: [],
    optional: [
      'Message',
      'MessageAttributes',
      'MessageDeduplicationId',
      'MessageGroupId',
      'MessageStructure',
      'PhoneNumber',
      'Subject',
      'TargetArn',
      'TopicArn',
    ],
    ...deeper,
  },
  run: publish,
};

async function publish(call: TaskCall): Promise<Json> {
  const { Message, MessageAttributes, ...others } = isRecord(call.parameters) ? call.parameters : {};
  const texts = Object.entries(others).map(([name, value]) => [name, textOf(value)]);
  const command = new PublishCommand({
    ...Object.fromEntries(texts.filter(([, value]) => value !== undefined)),
    Message: textOf(Message),
    ...(isRecord(MessageAttributes)
      ? { MessageAttributes: MessageAttributes as unknown as Record<string, MessageAttributeValue> }
      : {}),
  });
  const { sns } = await call.clients();
  try {
    const { answer, metadata } = await sendWithMetadata(command, () => sns.send(command, { abortSignal: call.signal }));
    const { MessageId = '', SequenceNumber } = answer;
    return { MessageId, ...metadata, ...(SequenceNumber === undefined ? {} : { SequenceNumber }) };
  } catch (error) {
    call.signal.throwIfAborted();
    throw serviceError(error, SNS_ERRORS);
  }
}
