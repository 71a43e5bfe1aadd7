import { randomBytes } from 'node:crypto';
import type { WireResponse } from '../../core/http/http-exchange.ts';
import { xmlList } from '../../core/wire/wire-xml.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { receiveText } from '../wire/body-intake.ts';
import { invalidRequest } from '../wire/s3-errors.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { asElement, documentText, emptyResponse, parseDocument, xmlTextResponse } from '../wire/xml-documents.ts';
import { keepSubresource, requiredSubresource } from './bucket-configuration.ts';
import { checkLifecycleRules } from './lifecycle-checks.ts';

const NAME = 'BucketLifecycleConfiguration';
const ROOT = 'LifecycleConfiguration';
const MINIMUM = 'TransitionDefaultMinimumObjectSize';
const MINIMUM_HEADER = 'x-amz-transition-default-minimum-object-size';
const DEFAULT_MINIMUM = 'all_storage_classes_128K';
const MAX_DOCUMENT_BYTES = 1024 * 1024;

/** Rules are checked, kept and given back, without effect: nothing expires here. */
export const lifecycleConfiguration: S3Operations = {
  PutBucketLifecycleConfiguration: putLifecycle,
  GetBucketLifecycleConfiguration: (request, state) => {
    const document = requiredSubresource(request, state, NAME, {
      code: 'NoSuchLifecycleConfiguration',
      message: 'The lifecycle configuration does not exist',
    });
    const { configuration } = requireBucket(state, request.bucket).record;
    return xmlTextResponse(document, { [MINIMUM_HEADER]: configuration[MINIMUM] ?? DEFAULT_MINIMUM });
  },
  DeleteBucketLifecycleConfiguration: (request, state) => {
    keepSubresource(state, request.bucket, NAME, null);
    keepSubresource(state, request.bucket, MINIMUM, null);
    return emptyResponse(204);
  },
};

async function putLifecycle(request: S3Request, state: S3State): Promise<WireResponse> {
  requireBucket(state, request.bucket);
  const minimum = request.header(MINIMUM_HEADER) ?? DEFAULT_MINIMUM;
  if (minimum !== DEFAULT_MINIMUM && minimum !== 'varies_by_storage_class') {
    throw invalidRequest(`Invalid ${MINIMUM} found: ${minimum}`);
  }
  const rules = xmlList(parseDocument(await receiveText(request, MAX_DOCUMENT_BYTES), ROOT)['Rule']).map(asElement);
  checkLifecycleRules(rules);
  const named = rules.map(({ ID: id, ...rest }) => ({ ID: id || randomBytes(24).toString('base64url'), ...rest }));
  keepSubresource(state, request.bucket, NAME, documentText(ROOT, { Rule: named }));
  keepSubresource(state, request.bucket, MINIMUM, minimum);
  return emptyResponse(200, { [MINIMUM_HEADER]: minimum });
}
