import { isJsonObject, type JsonObject } from '../../emulators/wire-json.ts';
import { jsonAuthorization } from './json-authorization.ts';
import { type Place, regionalArn, type ServiceAuthorization } from './needed-permissions.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
export function eventsAuthorization(place: Place): ServiceAuthorization {
  const bus = (name: string) => (name.startsWith('arn:') ? name : regionalArn(place, 'events', `event-bus/${name}`));
  const rules = {
    PutEvents: ({ Entries }: JsonObject) => {
      const entries = Array.isArray(Entries) ? Entries.filter(isJsonObject) : [];
      const buses = new Set(entries.map(({ EventBusName }) => bus(String(EventBusName ?? 'default'))));
      return [...buses].map((resource) => ({ action: 'events:PutEvents', resource }));
    },
  };
  return jsonAuthorization({ prefix: 'events', version: '1.1', rules });
}
