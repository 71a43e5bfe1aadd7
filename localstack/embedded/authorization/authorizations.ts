import type { EmulatedService } from '../../emulators/http-exchange.ts';
import type { IamServices } from '../../emulators/iam/iam-services.ts';
import type { S3Service } from '../../emulators/s3/s3-service.ts';
import { authorizedService } from './authorized-service.ts';
import { cloudWatchAuthorization } from './cloudwatch-authorization.ts';
import { eventsAuthorization } from './events-authorization.ts';
import { iamAuthorization } from './iam-authorization.ts';
import { lambdaAuthorization } from './lambda-authorization.ts';
import { logsAuthorization } from './logs-authorization.ts';
import type { Place, ServiceAuthorization } from './needed-permissions.ts';
import { s3Authorization } from './s3-authorization.ts';
import { sageMakerAuthorization } from './sagemaker-authorization.ts';
import { snsAuthorization } from './sns-authorization.ts';
import { statesAuthorization } from './states-authorization.ts';

export interface AuthorizationParts {
  readonly place: Place;
  readonly iam: IamServices;
  readonly s3: Pick<S3Service, 'bucketPolicy'>;
}

/** Puts IAM in front of services: by their signing names, what each call of theirs needs. */
export function authorizing({ place, iam, s3 }: AuthorizationParts): (service: EmulatedService) => EmulatedService {
  const { accountId } = place;
  const authorizations: Readonly<Record<string, ServiceAuthorization>> = {
    iam: iamAuthorization({ accountId, roleArnOf: iam.roleArnOf }),
    lambda: lambdaAuthorization(place),
    logs: logsAuthorization(place),
    monitoring: cloudWatchAuthorization(),
    s3: s3Authorization(s3),
    sagemaker: sageMakerAuthorization(place),
    states: statesAuthorization(place),
    sns: snsAuthorization(place),
    events: eventsAuthorization(place),
  };
  return (service) => {
    // Who may assume a role is decided by the role's own policy, in STS itself; GetCallerIdentity needs no permission.
    if (service.signingName === 'sts') return service;
    const authorization = authorizations[service.signingName];
    if (authorization !== undefined) return authorizedService(service, authorization, iam);
    throw new Error(`nothing says what calls of ${service.signingName} need: add it to authorizations.ts`);
  };
}
