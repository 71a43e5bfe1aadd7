import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { ConfigError } from '../config/config-error.ts';
import { regionRule } from '../config/config-rules.ts';
import { type PlainSettings, subject } from '../config/workflow-args.ts';
import { runCostProblem } from '../cost/run-cost.ts';
import type { AccountRegion } from '../definition/account-region.ts';

/** Region and account of the component's provider, once it is certain that the workflow can be there. */
export function workflowPlace(
  name: string,
  settings: PlainSettings,
  options: pulumi.InvokeOutputOptions,
): pulumi.Output<AccountRegion> {
  const caller = aws.getCallerIdentityOutput({}, options);
  const provider = aws.getRegionOutput({}, options);
  return pulumi.all([caller, provider]).apply(([{ accountId }, { region }]) => {
    checkRegion(name, settings, region);
    return { region, accountId };
  });
}

/** Throws a ConfigError where the algorithm is not in the region, or a run costs too much there. */
export function checkRegion(name: string, settings: PlainSettings, region: string): void {
  const wrong = regionRule(region);
  const cost = runCostProblem(settings, region);
  const problems = wrong === undefined ? [cost] : [`the provider's region is "${region}": ${wrong}`];
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw new ConfigError(subject(name), found);
}
