import type { CreateModelPackageInput } from '@aws-sdk/client-sagemaker';
import { validationError } from '../validation-error.ts';

/** Refuses what the service refuses beyond the API model, as far as the request alone shows. */
export function checkPackageRequest(request: CreateModelPackageInput): void {
  const { ModelPackageName: name, ModelPackageGroupName: group } = request;
  if (name !== undefined && group !== undefined) {
    throw validationError(
      'Both ModelPackageName and ModelPackageGroupName are provided in the input. Cannot determine which one to use.',
    );
  }
  if (name === undefined && group === undefined) throw validationError('Missing ARN');
  const containers = request.InferenceSpecification?.Containers ?? [];
  if (name !== undefined && containers.some(({ Environment }) => Environment !== undefined)) {
    throw validationError(
      '1 validation errors detected:Environment variable map cannot be specified when using non-versioned ModelPackages',
    );
  }
  checkContainers(request);
  const problems = [...unsupportedMembers(request), ...(group === undefined ? ofNoGroup(request) : ofGroup(request))];
  if (problems.length > 0) throw validationError(`[rehearsal] ${problems.join('; ')}`);
}

/** Of the containers of a package that is made or updated. */
export function checkContainers({ InferenceSpecification: specification }: CreateModelPackageInput): void {
  if ((specification?.Containers ?? []).some(({ AdditionalS3DataSource: source }) => source !== undefined))
    throw validationError('AdditionalS3DataSource is not allowed in InferenceSpecification');
}

/** What AWS does with these takes more than a registry: refused, so that a rehearsal never passes by ignoring them. */
function unsupportedMembers(request: CreateModelPackageInput): readonly string[] {
  return [
    ...(request.ValidationSpecification === undefined ? [] : ['ValidationSpecification']),
    ...(request.SourceAlgorithmSpecification === undefined ? [] : ['SourceAlgorithmSpecification']),
    ...(request.CertifyForMarketplace === true ? ['CertifyForMarketplace'] : []),
  ].map((member) => `${member} is not emulated here`);
}

function ofGroup({ Tags: tags = [] }: CreateModelPackageInput): readonly string[] {
  return tags.length === 0 ? [] : ['a version of a group has no tags of its own: put them on the group'];
}

function ofNoGroup(request: CreateModelPackageInput): readonly string[] {
  return [
    ...(request.ModelApprovalStatus === undefined
      ? []
      : ['ModelApprovalStatus is for versions: give ModelPackageGroupName instead of ModelPackageName']),
    ...(request.InferenceSpecification === undefined ? ['a package without a group needs InferenceSpecification'] : []),
  ];
}
