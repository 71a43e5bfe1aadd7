import type { Permission, RolePermissions } from '../core/authorization/role-permissions.ts';
import { regionalArn } from '../core/regional-arn.ts';
import { SAGEMAKER_SESSION } from './sagemaker-role.ts';

/** Registry host of a private ECR image, in any partition. */
const PRIVATE_ECR_IMAGE = /^\d{12}\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.[a-z0-9.-]+\/.+$/u;

export function isPrivateEcrImage(image: string): boolean {
  return PRIVATE_ECR_IMAGE.test(image);
}

/** `<account>.dkr.ecr.<region>.<domain>/<repository>`, with a tag or a digest. */
const ECR_IMAGE = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z0-9.-]+\/([^:@]+)/;
/** In the order in which AWS lists them. */
const PULLED_BY = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** Whether the role may pull the image out of its registry; an image that is in none there needs no permission. */
export function mayPull(image: string, roleArn: string, permissions: RolePermissions | undefined): boolean {
  const [, account, region = '', repository] = ECR_IMAGE.exec(image) ?? [];
  if (account === undefined || permissions === undefined) return true;
  const resource = regionalArn({ region, accountId: account }, 'ecr', `repository/${repository}`);
  const needed: Permission[] = [
    { action: 'ecr:GetAuthorizationToken', resource: '*' },
    ...PULLED_BY.map((action) => ({ action, resource })),
  ];
  return permissions.denial({ roleArn, sessionName: SAGEMAKER_SESSION }, needed) === undefined;
}

/**
 * AWS's refusal of a training job whose role may not pull its image; undefined where it may. Seen in wpilibsuite/DetectCoral#37; that the
 * image is missing in the registry is refused, too ("Cannot find the requested image: ..."), which cannot be known here.
 */
export function pullRefusal(
  image: string,
  roleArn: string,
  permissions: RolePermissions | undefined,
): string | undefined {
  if (mayPull(image, roleArn, permissions)) return undefined;
  const [, account, , repository] = ECR_IMAGE.exec(image) ?? [];
  return (
    `Access denied for repository: ${repository} in registry ID: ${account}. Please check if your ECR repository and image exist ` +
    `and role ${roleArn} has proper pull permissions for SageMaker: ${PULLED_BY.join(', ')}`
  );
}
