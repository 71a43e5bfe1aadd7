import { type AccountRegion, regionalArn } from '../definition/account-region.ts';

/** One statement of an IAM policy, as its JSON has it. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, string>>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The policy document as JSON text. */
export function policyDocument(...statements: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/**
 * The policy by which a role lets an AWS service, such as `lambda.amazonaws.com`, take it, and only for this account, and where
 * `resource` is given for such resources of this region (IAM User Guide, "The confused deputy problem").
 */
export function assumedBy(service: string, { region, accountId }: AccountRegion, resource?: string): string {
  const prefix = service.slice(0, service.indexOf('.'));
  const source = resource === undefined ? undefined : regionalArn({ region, accountId }, prefix, resource);
  return policyDocument({
    Sid: 'AssumedByService',
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
    Condition: {
      StringEquals: { 'aws:SourceAccount': accountId },
      ...(source === undefined ? {} : { ArnLike: { 'aws:SourceArn': source } }),
    },
  });
}
