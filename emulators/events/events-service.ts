import type { GuardedService } from '../core/emulated-service.ts';
import type { AccountRegion } from '../core/regional-arn.ts';
import { validatedOperations } from '../core/validation/request-validation.ts';
import { handleJson, type JsonProtocol } from '../core/wire/wire-json.ts';
import { eventsAuthorization } from './events-authorization.ts';
import { eventsModel } from './events-model.ts';
import { putEvents } from './put-events.ts';
import { ruleOperations } from './rule-operations.ts';
import { RuleStore } from './rule-store.ts';
import { ruleTagOperations } from './rule-tags.ts';
import { targetOperations } from './target-operations.ts';

export interface EventsOptions extends AccountRegion {
  readonly dataFolder: string;
}

const PROTOCOL: JsonProtocol = { serviceId: 'events', targetPrefix: 'AWSEvents', version: '1.1' };

/** Amazon EventBridge as far as a workflow needs it: events are checked and taken; rules are kept, and nobody acts on them. */
export function createEventsService({ dataFolder, ...owner }: EventsOptions): GuardedService {
  const store = new RuleStore(dataFolder);
  const operations = validatedOperations(eventsModel, {
    PutEvents: putEvents,
    ...ruleOperations(store, owner),
    ...targetOperations(store),
    ...ruleTagOperations(store),
  });
  return {
    signingName: 'events',
    targetPrefix: PROTOCOL.targetPrefix,
    authorization: eventsAuthorization(owner),
    handle: (request) => handleJson(request, PROTOCOL, operations),
    close: async () => {},
  };
}
