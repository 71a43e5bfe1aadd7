/** What a name or an ARN names: the part behind the resource's kind, `NAME` or `GROUP/VERSION`. */
export function resourceName(nameOrArn: string): string {
  const parts = nameOrArn.split(':');
  const resource = parts.length < 6 ? nameOrArn : parts.slice(5).join(':');
  return parts.length < 6 ? resource : resource.slice(resource.indexOf('/') + 1);
}

/** Whether a name or an ARN means this resource: an ARN may be of another account, region or kind. */
export function isNameOf(nameOrArn: string, arn: string): boolean {
  return !nameOrArn.startsWith('arn:') || nameOrArn === arn;
}
