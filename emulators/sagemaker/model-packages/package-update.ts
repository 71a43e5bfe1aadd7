import type { UpdateModelPackageInput } from '@aws-sdk/client-sagemaker';
import { validationError } from '../validation-error.ts';
import type { PackageRecord } from './package-store.ts';

/** Of the API reference: CustomerMetadataProperties, AdditionalInferenceSpecificationsToAdd. */
const MAX_METADATA = 50;
const MAX_SPECIFICATIONS = 15;

/** A package's request as it would have been with the changes; a member that is not sent stays. */
export function updatedRequest(
  request: PackageRecord['request'],
  changes: UpdateModelPackageInput,
): PackageRecord['request'] {
  const {
    ModelPackageArn: _,
    ClientToken: __,
    CustomerMetadataProperties: ___,
    CustomerMetadataPropertiesToRemove: ____,
    AdditionalInferenceSpecificationsToAdd: _____,
    ...replaced
  } = changes;
  return { ...request, ...replaced, ...metadata(request, changes), ...specifications(request, changes) };
}

function metadata(
  { CustomerMetadataProperties: kept = {} }: PackageRecord['request'],
  { CustomerMetadataProperties: added = {}, CustomerMetadataPropertiesToRemove: removed = [] }: UpdateModelPackageInput,
): Pick<PackageRecord['request'], 'CustomerMetadataProperties'> {
  const left = Object.entries({ ...kept, ...added }).filter(([key]) => !removed.includes(key));
  if (left.length > MAX_METADATA) throw tooMany(left.length, 'customer metadata properties', MAX_METADATA);
  return left.length === 0 && Object.keys(kept).length === 0
    ? {}
    : { CustomerMetadataProperties: Object.fromEntries(left) };
}

function specifications(
  { AdditionalInferenceSpecifications: kept = [] }: PackageRecord['request'],
  { AdditionalInferenceSpecificationsToAdd: added = [] }: UpdateModelPackageInput,
): Pick<PackageRecord['request'], 'AdditionalInferenceSpecifications'> {
  const all = [...kept, ...added];
  if (all.length > MAX_SPECIFICATIONS)
    throw tooMany(all.length, 'additional inference specifications', MAX_SPECIFICATIONS);
  return all.length === 0 ? {} : { AdditionalInferenceSpecifications: all };
}

function tooMany(count: number, what: string, most: number): Error {
  return validationError(`[rehearsal] the model package would have ${count} ${what}; at most ${most} are allowed`);
}
