import type { WireResponse } from '../../core/http/http-exchange.ts';
import { AwsError } from '../../core/wire/aws-error.ts';
import { checkObjectTags, parseTagging } from '../objects/object-tags.ts';
import { newVersionHeaders } from '../objects/object-versions.ts';
import { newRecord, requestAttributes, writeObject } from '../objects/object-writing.ts';
import type { FileWriter } from '../store/file-writer.ts';
import type { ObjectRecord } from '../store/object-record.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { MAX_SINGLE_PUT_BYTES } from '../wire/body-expectations.ts';
import { BodyDigests, chunksOf, type ReceivedBody } from '../wire/body-intake.ts';
import { CHECKSUM_ALGORITHMS, checksumHeader, checksumHeaders } from '../wire/checksums.ts';
import { entityTooLarge, invalidArgument, keyTooLong } from '../wire/s3-errors.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import { MAX_KEY_BYTES, type S3Request } from '../wire/s3-request.ts';
import { emptyResponse, xmlResponse } from '../wire/xml-documents.ts';
import { type PostedForm, readForm } from './form-reader.ts';
import { checkConditions, type PostPolicy, parsePolicy } from './post-policy.ts';

const NO_POLICY: PostPolicy = { conditions: [], minBytes: 0, maxBytes: Number.POSITIVE_INFINITY };
/** Fields that are headers of PutObject under the same name. */
const HEADER_FIELD = /^(?:cache-control|content-(?:type|disposition|encoding)|expires|x-amz-.*)$/;

const FILE_NAME = /\$\{filename\}/g;

export const formUploads: S3Operations = { PostObject: postObject };

/** An upload by a browser's form: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html */
async function postObject(request: S3Request, state: S3State): Promise<WireResponse> {
  requireBucket(state, request.bucket);
  const contentType = request.header('content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(contentType)) throw notAForm();
  const form = await readForm(chunksOf(request.wire.body), contentType);
  const policy = checkedPolicy(request.bucket, form);
  const put = putRequest(request, form);
  const attributes = { ...requestAttributes(put), ...postedTags(form) };
  const record = await writeObject(put, state, async (file) =>
    newRecord(put.key, await receiveFile(form, policy, file), attributes),
  );
  return answer(request, form, record);
}

function checkedPolicy(bucket: string, { fields }: PostedForm): PostPolicy {
  const key = fields.get('key') ?? '';
  if (key === '') throw missingField('key');
  const encoded = fields.get('policy');
  if (encoded === undefined) return NO_POLICY;
  const needed = fields.has('awsaccesskeyid')
    ? ['signature']
    : ['x-amz-algorithm', 'x-amz-credential', 'x-amz-date', 'x-amz-signature'];
  for (const name of needed) if (!fields.has(name)) throw missingField(displayName(name));
  const policy = parsePolicy(encoded, Date.now());
  checkConditions(policy, new Map([...fields, ['bucket', bucket]]));
  return policy;
}

/** The PutObject that the form stands for. */
function putRequest(request: S3Request, { fields, fileName }: PostedForm): S3Request {
  const key = (fields.get('key') ?? '').replaceAll(FILE_NAME, () => fileName);
  const keyBytes = Buffer.byteLength(key);
  if (keyBytes > MAX_KEY_BYTES) throw keyTooLong(keyBytes, MAX_KEY_BYTES);
  const headers = Object.fromEntries(
    [...fields]
      .filter(([name]) => HEADER_FIELD.test(name))
      .map(([name, value]) => [name, Buffer.from(value, 'utf8').toString('latin1')]),
  );
  const acl = fields.get('acl');
  if (acl !== undefined) headers['x-amz-acl'] = acl;
  const wire = { ...request.wire, headers };
  return { ...request, key, wire, header: (name) => headers[name] };
}

function postedTags({ fields }: PostedForm): Partial<Pick<ObjectRecord, 'tags'>> {
  const tagging = fields.get('tagging');
  return tagging === undefined ? {} : { tags: checkObjectTags(parseTagging(tagging)) };
}

async function receiveFile(form: PostedForm, policy: PostPolicy, file: FileWriter): Promise<ReceivedBody> {
  const algorithm = CHECKSUM_ALGORITHMS.find((name) => form.fields.has(checksumHeader(name)));
  const digests = new BodyDigests(algorithm);
  const maxBytes = Math.min(policy.maxBytes, MAX_SINGLE_PUT_BYTES);
  for await (const chunk of form.file) {
    digests.update(chunk);
    if (digests.sizeBytes > maxBytes) throw entityTooLarge(digests.sizeBytes, maxBytes);
    await file.write(chunk);
  }
  if (digests.sizeBytes < policy.minBytes) throw entityTooSmall(digests.sizeBytes, policy.minBytes);
  const received = await digests.finish();
  if (algorithm !== undefined && received.checksum?.value !== form.fields.get(checksumHeader(algorithm))) {
    throw new AwsError('BadDigest', 400, `The ${algorithm} you specified did not match the calculated checksum.`);
  }
  return received;
}

function answer(request: S3Request, { fields }: PostedForm, record: ObjectRecord): WireResponse {
  const etag = `"${record.etag}"`;
  const location = `http://${request.header('host') ?? ''}/${request.bucket}/${encodeURIComponent(record.key)}`;
  const headers = { etag, ...checksumHeaders(record.checksum), ...newVersionHeaders(record) };
  const redirect = redirection(fields.get('success_action_redirect') ?? fields.get('redirect'));
  if (redirect !== undefined) {
    for (const [name, value] of Object.entries({ bucket: request.bucket, key: record.key, etag })) {
      redirect.searchParams.set(name, value);
    }
    return emptyResponse(303, { ...headers, location: redirect.href });
  }
  const status = fields.get('success_action_status');
  if (status !== '201') return emptyResponse(status === '200' ? 200 : 204, { ...headers, location });
  const content = { Location: location, Bucket: request.bucket, Key: record.key, ETag: etag };
  return { ...xmlResponse('PostResponse', content, { ...headers, location }), status: 201 };
}

/** An address that is none is ignored, as S3 does. */
function redirection(address: string | undefined): URL | undefined {
  return address !== undefined && /^https?:/i.test(address) && URL.canParse(address) ? new URL(address) : undefined;
}

function displayName(field: string): string {
  return field.startsWith('x-amz-') ? field.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()) : field;
}

function missingField(name: string): AwsError {
  const message = `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`;
  return invalidArgument(message, name, '');
}

function entityTooSmall(proposedBytes: number, minBytes: number): AwsError {
  return new AwsError('EntityTooSmall', 400, 'Your proposed upload is smaller than the minimum allowed size', {
    details: { ProposedSize: `${proposedBytes}`, MinSizeAllowed: `${minBytes}` },
  });
}

function notAForm(): AwsError {
  return new AwsError('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold', {
    details: { Condition: 'Bucket POST must be of the enclosure-type multipart/form-data' },
  });
}
