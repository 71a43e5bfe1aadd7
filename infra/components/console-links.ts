import { partitionOf } from '../definition/partition.ts';

const CONSOLE_DOMAINS: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** The console's page of an execution; `executionArn` may be a placeholder that is filled in later. */
export function executionPage(region: string, executionArn: string): string {
  const domain = CONSOLE_DOMAINS[partitionOf(region)];
  return `https://${region}.${domain}/states/home?region=${region}#/v2/executions/details/${executionArn}`;
}
