import type { RecordKind } from '../core/storage/record-file.ts';
import { isNumber, isText, record } from '../core/storage/record-shape.ts';
import type { RecordStore } from '../core/storage/record-store.ts';
import { AwsError } from '../core/wire/aws-error.ts';
import type { Answer } from './wire/cloudwatch-operation.ts';

/** Takes members that the validator has passed. */
export type KeptOperation = (input: object) => Answer;

export interface Dashboard {
  readonly name: string;
  readonly body: string;
  readonly updatedMs: number;
}

export const DASHBOARDS: RecordKind<Dashboard> = {
  noun: 'CloudWatch dashboard',
  isRecord: record<Dashboard>({ name: isText, body: isText, updatedMs: isNumber }),
};

const MAX_NAME_LENGTH = 255;

interface Dashboards {
  readonly store: RecordStore<Dashboard>;
  readonly accountId: string;
}

/** Dashboards are checked to be JSON, kept and given back; nothing draws them. */
export function dashboardOperations(
  store: RecordStore<Dashboard>,
  { accountId }: { readonly accountId: string },
): Readonly<Record<string, KeptOperation>> {
  const dashboards = { store, accountId };
  return {
    PutDashboard: (input) => putDashboard(dashboards, input as PutDashboardInput),
    GetDashboard: (input) => getDashboard(dashboards, input as { readonly DashboardName: string }),
    ListDashboards: (input) => listDashboards(dashboards, input as { readonly DashboardNamePrefix?: string }),
    DeleteDashboards: (input) => deleteDashboards(dashboards, input as { readonly DashboardNames: readonly string[] }),
  };
}

interface PutDashboardInput {
  readonly DashboardName: string;
  readonly DashboardBody: string;
}

function putDashboard({ store }: Dashboards, { DashboardName: name, DashboardBody: body }: PutDashboardInput): Answer {
  checkName(name);
  if (!hasWidgets(body)) throw invalid('[rehearsal] DashboardBody must be a JSON object with a list of widgets');
  store.put(name, { name, body, updatedMs: Date.now() });
  return { DashboardValidationMessages: [] };
}

function getDashboard({ store, accountId }: Dashboards, { DashboardName: name }: { DashboardName: string }): Answer {
  const dashboard = store.get(name);
  if (dashboard === undefined) throw new AwsError('ResourceNotFound', 404, `Dashboard ${name} does not exist`);
  return { DashboardArn: dashboardArn(accountId, name), DashboardBody: dashboard.body, DashboardName: name };
}

/** All of them or none: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteDashboards.html */
function deleteDashboards(
  { store }: Dashboards,
  { DashboardNames: names }: { DashboardNames: readonly string[] },
): Answer {
  const absent = names.filter((name) => !store.has(name));
  if (absent.length > 0) {
    const message = `[rehearsal] there is no dashboard ${absent.join(', ')}, and no other one was deleted`;
    throw new AwsError('ResourceNotFound', 404, message);
  }
  for (const name of names) store.delete(name);
  return {};
}

function listDashboards(
  { store, accountId }: Dashboards,
  { DashboardNamePrefix: prefix = '' }: { readonly DashboardNamePrefix?: string },
): Answer {
  const entries = store.values().filter(({ name }) => name.startsWith(prefix));
  return {
    DashboardEntries: entries.map(({ name, body, updatedMs }) => ({
      DashboardName: name,
      DashboardArn: dashboardArn(accountId, name),
      LastModified: new Date(updatedMs),
      Size: Buffer.byteLength(body),
    })),
  };
}

function dashboardArn(accountId: string, name: string): string {
  return `arn:aws:cloudwatch::${accountId}:dashboard/${name}`;
}

function checkName(name: string): void {
  if (!/^[A-Za-z0-9_-]+$/.test(name)) {
    const message =
      'The value for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).\n';
    throw new AwsError('InvalidParameterValue', 400, message);
  }
  if (name.length > MAX_NAME_LENGTH) {
    throw invalid(`[rehearsal] DashboardName has ${name.length} characters; at most ${MAX_NAME_LENGTH} are taken`);
  }
}

function hasWidgets(body: string): boolean {
  try {
    return Array.isArray(JSON.parse(body)?.widgets);
  } catch {
    return false;
  }
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterInput', 400, message);
}
