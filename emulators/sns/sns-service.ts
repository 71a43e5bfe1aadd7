import type { AwsClients } from '../core/aws-clients.ts';
import type { GuardedService } from '../core/emulated-service.ts';
import { validatedQueryOperations } from '../core/validation/request-validation.ts';
import { handleQuery, type QueryProtocol } from '../core/wire/wire-query.ts';
import { publishOperation } from './publish-operation.ts';
import { snsAuthorization } from './sns-authorization.ts';
import { snsModel } from './sns-model.ts';
import { subscriptionOperations } from './subscription-operations.ts';
import { topicOperations } from './topic-operations.ts';
import { TopicStore } from './topic-store.ts';

export interface SnsOptions {
  readonly dataFolder: string;
  readonly region: string;
  readonly accountId: string;
  readonly clients: AwsClients;
}

const PROTOCOL: QueryProtocol = {
  serviceId: 'sns',
  apiVersion: '2010-03-31',
  namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
};

/** Amazon SNS: topics, and functions that are subscribed to them. */
export function createSnsService({ dataFolder, region, accountId, clients }: SnsOptions): GuardedService {
  const deliveries = new Set<Promise<unknown>>();
  const inBackground = (work: Promise<unknown>): void => {
    const kept: Promise<unknown> = work.catch(() => {}).finally(() => deliveries.delete(kept));
    deliveries.add(kept);
  };
  const state = { store: new TopicStore(dataFolder, region), region, accountId, lambda: clients.lambda, inBackground };
  const operations = validatedQueryOperations(snsModel, {
    ...topicOperations(state),
    ...subscriptionOperations(state),
    ...publishOperation(state),
  });
  return {
    signingName: 'sns',
    authorization: snsAuthorization({ region, accountId }),
    handle: (request) => handleQuery(request, PROTOCOL, operations),
    close: async () => {
      // A message that goes to many adds deliveries while it is under way.
      while (deliveries.size > 0) await Promise.allSettled(deliveries);
    },
  };
}
