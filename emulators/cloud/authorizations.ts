import { cloudWatchAuthorization } from '../cloudwatch/cloudwatch-authorization.ts';
import type { Place, ServiceAuthorization } from '../core/authorization/needed-permissions.ts';
import type { EmulatedService } from '../core/http/http-exchange.ts';
import { eventsAuthorization } from '../events/events-authorization.ts';
import { iamAuthorization } from '../iam/iam-authorization.ts';
import type { IamServices } from '../iam/iam-services.ts';
import { lambdaAuthorization } from '../lambda/lambda-authorization.ts';
import { logsAuthorization } from '../logs/logs-authorization.ts';
import { s3Authorization } from '../s3/s3-authorization.ts';
import type { S3Service } from '../s3/s3-service.ts';
import { sageMakerAuthorization } from '../sagemaker/sagemaker-authorization.ts';
import { snsAuthorization } from '../sns/sns-authorization.ts';
import { statesAuthorization } from '../step-functions/states-authorization.ts';
import { authorizedService } from './authorized-service.ts';

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
