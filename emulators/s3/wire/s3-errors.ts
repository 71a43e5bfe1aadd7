import { AwsError } from '../../core/wire/aws-error.ts';

/** S3's errors with the texts of https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and of observed answers. */
type Details = Readonly<Record<string, string>>;

/** An error whose answer has headers of its own. */
export class ErrorWithHeaders extends AwsError {
  readonly headers: Details;

  constructor(code: string, status: number, message: string, details: Details, headers: Details) {
    super(code, status, message, { details });
    this.headers = headers;
  }
}

const error = (code: string, status: number, message: string, details: Details = {}) =>
  new AwsError(code, status, message, { details });

export const noSuchBucket = (bucket: string) =>
  error('NoSuchBucket', 404, 'The specified bucket does not exist', { BucketName: bucket });

export const invalidBucketName = (bucket: string) =>
  error('InvalidBucketName', 400, 'The specified bucket is not valid.', { BucketName: bucket });

export const invalidBucketOwner = (owner: string) =>
  error(
    'InvalidBucketOwnerAWSAccountID',
    400,
    `The value of the expected bucket owner parameter must be an AWS Account ID... [${owner}]`,
  );

export const bucketAlreadyOwnedByYou = (bucket: string) =>
  error(
    'BucketAlreadyOwnedByYou',
    409,
    'Your previous request to create the named bucket succeeded and you already own it.',
    { BucketName: bucket },
  );

export const bucketNotEmpty = (bucket: string, hasVersions: boolean) =>
  error(
    'BucketNotEmpty',
    409,
    `The bucket you tried to delete is not empty${hasVersions ? '. You must delete all versions in the bucket.' : ''}`,
    { BucketName: bucket },
  );

export const noSuchKey = (key: string) => error('NoSuchKey', 404, 'The specified key does not exist.', { Key: key });

const DELETE_MARKER = 'x-amz-delete-marker';

/** The key's latest version is a delete marker. */
export const keyIsDeleted = (key: string, versionId: string) =>
  new ErrorWithHeaders(
    'NoSuchKey',
    404,
    'The specified key does not exist.',
    { Key: key },
    { [DELETE_MARKER]: 'true', 'x-amz-version-id': versionId },
  );

/** A delete marker was asked for by its version id: it can only be deleted. */
export const isDeleteMarker = (method: string, versionId: string, lastModifiedMs: number) =>
  new ErrorWithHeaders(
    'MethodNotAllowed',
    405,
    'The specified method is not allowed against this resource.',
    { Method: method, ResourceType: 'DeleteMarker' },
    {
      allow: 'DELETE',
      [DELETE_MARKER]: 'true',
      'x-amz-version-id': versionId,
      'last-modified': new Date(lastModifiedMs).toUTCString(),
    },
  );

export const noSuchVersion = (key: string, versionId: string) =>
  error('NoSuchVersion', 404, 'The specified version does not exist.', { Key: key, VersionId: versionId });

export const invalidVersionId = (name: string, versionId: string) =>
  invalidArgument('Invalid version id specified', name, versionId);

export const keyTooLong = (sizeBytes: number, maxBytes: number) =>
  error('KeyTooLongError', 400, 'Your key is too long', { Size: `${sizeBytes}`, MaxSizeAllowed: `${maxBytes}` });

export const noSuchUpload = (uploadId: string) =>
  error(
    'NoSuchUpload',
    404,
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { UploadId: uploadId },
  );

export const invalidArgument = (message: string, name: string, value: string) =>
  error('InvalidArgument', 400, message, { ArgumentName: name, ArgumentValue: value });

export const invalidRequest = (message: string) => error('InvalidRequest', 400, message);

export const invalidUri = (uri: string) => error('InvalidURI', 400, "Couldn't parse the specified URI.", { URI: uri });

export const malformedXml = () =>
  error(
    'MalformedXML',
    400,
    'The XML you provided was not well-formed or did not validate against our published schema',
  );

export const preconditionFailed = (condition: string) =>
  error('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold', {
    Condition: condition,
  });

export const notModified = (headers: Readonly<Record<string, string>>) =>
  new ErrorWithHeaders('NotModified', 304, 'Not Modified', {}, headers);

export const headerNotImplemented = (header: string, additionalMessage?: string) =>
  error('NotImplemented', 501, 'A header you provided implies functionality that is not implemented', {
    Header: header,
    ...(additionalMessage === undefined ? {} : { additionalMessage }),
  });

/** Something else has happened to the key since a multipart upload began. */
export const conditionalRequestConflict = (condition: string, key: string) =>
  error(
    'ConditionalRequestConflict',
    409,
    'The conditional request cannot succeed due to a conflicting operation against this resource.',
    { Condition: condition, Key: key },
  );

export const missingContentLength = () =>
  error('MissingContentLength', 411, 'You must provide the Content-Length HTTP header.');

export const incompleteBody = () => error('IncompleteBody', 400, 'The request body terminated unexpectedly');

export const entityTooLarge = (proposedBytes: number, maxBytes: number) =>
  error('EntityTooLarge', 400, 'Your proposed upload exceeds the maximum allowed size', {
    ProposedSize: `${proposedBytes}`,
    MaxSizeAllowed: `${maxBytes}`,
  });

export const invalidRange = (range: string, sizeBytes: number) =>
  error('InvalidRange', 416, 'The requested range is not satisfiable', {
    RangeRequested: range,
    ActualObjectSize: `${sizeBytes}`,
  });

export const aclsDisabled = () => error('AccessControlListNotSupported', 400, 'The bucket does not allow ACLs');
