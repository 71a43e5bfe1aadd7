import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { TopicStore } from './topic-store.ts';

/** What the operations work on. */
export interface SnsState {
  readonly store: TopicStore;
  readonly region: string;
  readonly accountId: string;
  /** Takes messages to the functions that are subscribed. */
  readonly lambda: LambdaClient;
  readonly inBackground: (work: Promise<unknown>) => void;
}
