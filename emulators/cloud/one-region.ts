import type { GuardedService } from '../core/emulated-service.ts';
import { AwsError } from '../core/wire/aws-error.ts';

/** The service, for callers of its one region; any other would be shown what is not theirs, and is refused. */
export function inOneRegion(service: GuardedService, here: string): GuardedService {
  const { authorization, signingName, servesAllRegions = false } = service;
  if (servesAllRegions || authorization === 'own') return service;
  return {
    ...service,
    close: () => service.close(),
    handle: async (request) => {
      if (request.region === here) return service.handle(request);
      // Unread, it would keep the connection from taking a further request.
      request.body.resume();
      const refusal = authorization.wrongCredentials(otherRegion(signingName, request.region, here));
      return authorization.refuse(refusal, request);
    },
  };
}

function otherRegion(signingName: string, region: string, here: string): AwsError {
  const advice = `set AWS_DEFAULT_REGION=${here}, or the client's region, or start the cloud in ${region}`;
  const text = `this cloud has one region, ${here}, and the request is signed for ${signingName} in ${region}: ${advice}`;
  return new AwsError('SignatureDoesNotMatch', 403, `[rehearsal] ${text}`);
}
