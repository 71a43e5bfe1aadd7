import { PutDashboardCommand } from '@aws-sdk/client-cloudwatch';
import type { Provisioner } from './provisioner.ts';
import { requiredString } from './resource-inputs.ts';

/** `aws:cloudwatch/dashboard:Dashboard`; its id is its name. */
export const provisionDashboard: Provisioner = async (resource, target) => {
  const DashboardName = requiredString(resource, 'dashboardName');
  const DashboardBody = requiredString(resource, 'dashboardBody');
  await target.clients.cloudwatch.send(new PutDashboardCommand({ DashboardName, DashboardBody }));
  const arn = `arn:aws:cloudwatch::${target.accountId}:dashboard/${DashboardName}`;
  return { id: DashboardName, outputs: { dashboardArn: arn } };
};
