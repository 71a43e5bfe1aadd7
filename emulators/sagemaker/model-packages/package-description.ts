import { optionalNumber, optionalString } from '../../core/validation/input-members.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { isMadeBetween } from '../job-listing.ts';
import { sortedPage } from '../sorted-page.ts';
import type { PackageGroupRecord, PackageRecord } from './package-store.ts';
import { resourceName } from './resource-name.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackage.html */
export function describePackage(found: PackageRecord): object {
  const { ClientToken: _, ModelPackageGroupName: __, ModelPackageName: ___, ...kept } = found.request;
  const { createdMs, modifiedMs } = found;
  return {
    CertifyForMarketplace: false,
    ...kept,
    ...identity(found),
    CreationTime: epochSeconds(createdMs),
    ...(modifiedMs === undefined ? {} : { LastModifiedTime: epochSeconds(modifiedMs) }),
    ModelPackageStatusDetails: { ValidationStatuses: [], ImageScanStatuses: [] },
    CreatedBy: {},
  };
}

/** What a description and a summary have in common. */
function identity({ name, version, arn, request }: PackageRecord): object {
  const { ModelLifeCycle, ModelPackageDescription, ModelPackageRegistrationType } = request;
  const place =
    version === undefined
      ? { ModelPackageName: name }
      : { ModelPackageGroupName: name, ModelPackageVersion: version, ModelApprovalStatus: approvalOf(request) };
  return {
    ...place,
    ModelPackageArn: arn,
    ModelPackageStatus: 'Completed',
    ...(ModelPackageDescription === undefined ? {} : { ModelPackageDescription }),
    ...(ModelLifeCycle === undefined ? {} : { ModelLifeCycle }),
    ...(ModelPackageRegistrationType === undefined ? {} : { ModelPackageRegistrationType }),
  };
}

/** A version waits for somebody's approval unless it says otherwise. */
function approvalOf({ ModelApprovalStatus: status }: PackageRecord['request']): string {
  return status ?? 'PendingManualApproval';
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackageGroup.html */
export function describeGroup(group: PackageGroupRecord): object {
  return { ...groupSummary(group), CreatedBy: {} };
}

function groupSummary({ name, arn, request, createdMs }: PackageGroupRecord): object {
  const { ModelPackageGroupDescription, ManagedConfiguration } = request;
  return {
    ModelPackageGroupName: name,
    ModelPackageGroupArn: arn,
    ...(ModelPackageGroupDescription === undefined ? {} : { ModelPackageGroupDescription }),
    ...(ManagedConfiguration === undefined ? {} : { ManagedConfiguration }),
    CreationTime: epochSeconds(createdMs),
    ModelPackageGroupStatus: 'Completed',
  };
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListModelPackages.html */
export function listPackages(packages: readonly PackageRecord[], input: JsonObject): object {
  const page = pageOf(
    packages.filter((found) => isOfKind(found, input)),
    input,
    ({ arn }) => resourceName(arn),
  );
  const ModelPackageSummaryList = page.items.map((found) => ({
    ...identity(found),
    CreationTime: epochSeconds(found.createdMs),
  }));
  return { ModelPackageSummaryList, ...tokenOf(page) };
}

function isOfKind({ name, version, request }: PackageRecord, input: JsonObject): boolean {
  const approval = optionalString(input, 'ModelApprovalStatus');
  if (approval !== undefined && (version === undefined || approvalOf(request) !== approval)) return false;
  const group = optionalString(input, 'ModelPackageGroupName');
  if (group !== undefined) return version !== undefined && name === resourceName(group);
  const kind = optionalString(input, 'ModelPackageType') ?? 'Unversioned';
  return kind === 'Both' || (kind === 'Versioned') === (version !== undefined);
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListModelPackageGroups.html */
export function listGroups(groups: readonly PackageGroupRecord[], input: JsonObject): object {
  // Nobody shares a group with this account.
  const own = optionalString(input, 'CrossAccountFilterOption') === 'CrossAccount' ? [] : groups;
  const page = pageOf(own, input, ({ name }) => name);
  return { ModelPackageGroupSummaryList: page.items.map(groupSummary), ...tokenOf(page) };
}

interface Listed {
  readonly name: string;
  readonly createdMs: number;
}

function pageOf<T extends Listed>(items: readonly T[], input: JsonObject, name: (item: T) => string) {
  const byName = input['SortBy'] === 'Name';
  const listing = {
    items: items.filter((item) => isMadeBetween(item, input)),
    sortValue: (item: T) => (byName ? name(item) : item.createdMs),
    name,
    descending: input['SortOrder'] === 'Descending',
  };
  return sortedPage(listing, optionalNumber(input, 'MaxResults'), optionalString(input, 'NextToken'));
}

function tokenOf({ nextToken }: { readonly nextToken?: string }): object {
  return nextToken === undefined ? {} : { NextToken: nextToken };
}
