import type { EmulatedService } from '../http-exchange.ts';
import { handleJson, type JsonProtocol } from '../wire-json.ts';
import { putEvents } from './put-events.ts';

const PROTOCOL: JsonProtocol = { serviceId: 'events', targetPrefix: 'AWSEvents', version: '1.1' };

/** Amazon EventBridge as far as a workflow needs it: events are checked and taken; there are no rules, so nobody gets them. */
export function createEventsService(): EmulatedService {
  return {
    signingName: 'events',
    handle: (request) => handleJson(request, PROTOCOL, { PutEvents: putEvents }),
    close: async () => {},
  };
}
