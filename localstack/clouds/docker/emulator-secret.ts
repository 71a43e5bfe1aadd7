import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { EmulatedService } from '../../../emulators/core/emulated-service.ts';
import { AwsError } from '../../../emulators/core/wire/aws-error.ts';

/** The header in which LocalStack's hook sends the run's secret (SECRET_HEADER in sagemaker_hook.py). */
export const SECRET_HEADER = 'x-sagemaker-emulator-secret';

export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** The service for those who know the secret; everybody else gets 403, whatever they ask. */
export function demandSecret(service: EmulatedService, secret: string): EmulatedService {
  return {
    ...service,
    close: () => service.close(),
    handle: async (request) => {
      const given = request.headers[SECRET_HEADER];
      if (typeof given === 'string' && isSecret(given, secret)) return service.handle(request);
      const { code, httpStatus, message } = refusal();
      return {
        status: httpStatus,
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amzn-errortype': code,
          'x-amzn-requestid': request.requestId,
        },
        body: JSON.stringify({ __type: code, message }),
      };
    },
  };
}

function refusal(): AwsError {
  return new AwsError(
    'AccessDeniedException',
    403,
    `[rehearsal] the header ${SECRET_HEADER} is missing or wrong: SAGEMAKER_EMULATOR_SECRET must have the same value for LocalStack and for the SageMaker emulator`,
  );
}

/** In a time that says nothing about the secret. */
export function isSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

/** Of equal length for every text, as the comparison needs. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
