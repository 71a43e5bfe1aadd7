/** What a role must be allowed to do. */
export interface Permission {
  /** Such as `ecr:BatchGetImage`. */
  readonly action: string;
  /** An ARN; `*` for actions that know no resources. */
  readonly resource: string;
  /** What refusals call the resource, where that is not its ARN. */
  readonly shown?: string;
  /** Condition keys beside those that every request has. */
  readonly keys?: Readonly<Record<string, string | readonly string[]>>;
}

/** A role at work for a service. */
export interface WorkingRole {
  readonly roleArn: string;
  readonly sessionName: string;
}

/**
 * Asks what a role may do, for what AWS does in its name with services that are not emulated: pulling images, managed rules,
 * traces. Services that are given none take such permissions for granted, as endpoints do that enforce no policies.
 */
export interface RolePermissions {
  /** AWS's text for the first permission that the role does not have; undefined when it has all of them. */
  denial(role: WorkingRole, permissions: readonly Permission[]): string | undefined;
}
