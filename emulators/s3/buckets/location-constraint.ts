import { partitionOf } from '../../core/regional-arn.ts';
import { AwsError } from '../../core/wire/aws-error.ts';

export const GLOBAL_REGION = 'us-east-1';
/** The name that eu-west-1 has as a location constraint, which buckets of it keep. */
const EUROPE = 'EU';
/** The form of every region's name: https://docs.aws.amazon.com/general/latest/gr/s3.html */
const REGION = /^[a-z]{2,3}(?:-gov|-iso[a-z]?)?-(?:central|north|south|east|west|(?:north|south)(?:east|west))-[1-9]$/;

export function isRegion(name: string): boolean {
  return REGION.test(name);
}

export function bucketArn({ name, region }: { readonly name: string; readonly region: string }): string {
  return `arn:${partitionOf(region)}:s3:::${name}`;
}

export function regionOf(constraint: string): string {
  return constraint === EUROPE ? 'eu-west-1' : constraint;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html: the constraint must name the endpoint's region. */
export function checkedConstraint(constraint: string | undefined, endpointRegion: string): string {
  if (endpointRegion === GLOBAL_REGION) {
    if (constraint === undefined) return GLOBAL_REGION;
    if (constraint !== GLOBAL_REGION && isRegion(regionOf(constraint))) return constraint;
    throw new AwsError('InvalidLocationConstraint', 400, 'The specified location-constraint is not valid', {
      details: { LocationConstraint: constraint },
    });
  }
  if (constraint !== undefined && regionOf(constraint) === endpointRegion) return constraint;
  throw new AwsError(
    'IllegalLocationConstraintException',
    400,
    `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}
