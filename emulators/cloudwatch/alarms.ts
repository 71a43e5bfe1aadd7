import type { AccountRegion } from '../core/regional-arn.ts';
import type { RecordKind } from '../core/storage/record-file.ts';
import { isNumber, isObject, record } from '../core/storage/record-shape.ts';
import type { RecordStore } from '../core/storage/record-store.ts';
import { inputShape } from '../core/validation/request-validation.ts';
import { AwsError } from '../core/wire/aws-error.ts';
import { cloudWatchModel } from './cloudwatch-model.ts';
import type { KeptOperation } from './dashboards.ts';
import type { Answer, AnswerValue } from './wire/cloudwatch-operation.ts';

export interface Alarm {
  /** As PutMetricAlarm got it, without the tags. */
  readonly settings: Readonly<Record<string, AnswerValue>>;
  readonly updatedMs: number;
}

export const ALARMS: RecordKind<Alarm> = {
  noun: 'CloudWatch alarm',
  isRecord: record<Alarm>({ settings: isObject, updatedMs: isNumber }),
};

/** Alarms are kept and given back; nothing evaluates them, so that each stays without data. */
export function alarmOperations(
  store: RecordStore<Alarm>,
  owner: AccountRegion,
): Readonly<Record<string, KeptOperation>> {
  return {
    PutMetricAlarm: (input) => {
      const settings = settingsIn(input as Readonly<Record<string, AnswerValue>>);
      store.put(String(settings['AlarmName']), { settings, updatedMs: Date.now() });
      return {};
    },
    DescribeAlarms: (input) => {
      const {
        AlarmNames,
        AlarmNamePrefix = '',
        StateValue = 'INSUFFICIENT_DATA',
      } = input as {
        readonly AlarmNames?: readonly string[];
        readonly AlarmNamePrefix?: string;
        readonly StateValue?: string;
      };
      const chosen = store
        .values()
        .filter(({ settings }) => AlarmNames?.includes(String(settings['AlarmName'])) ?? true)
        .filter(({ settings }) => String(settings['AlarmName']).startsWith(AlarmNamePrefix));
      const alarms = StateValue === 'INSUFFICIENT_DATA' ? chosen.map((alarm) => described(alarm, owner)) : [];
      return { MetricAlarms: alarms, CompositeAlarms: [] };
    },
    DeleteAlarms: (input) => {
      for (const name of (input as { readonly AlarmNames: readonly string[] }).AlarmNames) store.delete(name);
      return {};
    },
  };
}

/** What the model knows of an alarm, without the tags; no record can hold a number that is not finite. */
function settingsIn({ Tags, ...input }: Readonly<Record<string, AnswerValue>>): Readonly<Record<string, AnswerValue>> {
  const shape = inputShape(cloudWatchModel(), 'PutMetricAlarm');
  const known = shape.type === 'structure' ? shape.members : {};
  const settings = Object.entries(input).filter(([name]) => Object.hasOwn(known, name));
  const endless = settings.find(([, value]) => typeof value === 'number' && !Number.isFinite(value));
  if (endless === undefined) return Object.fromEntries(settings);
  const [name, value] = endless;
  throw new AwsError('InvalidParameterValue', 400, `[rehearsal] ${name} ${String(value)} is not a finite number`);
}

function described({ settings, updatedMs }: Alarm, { region, accountId }: AccountRegion): Answer {
  const updated = new Date(updatedMs);
  return {
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    Dimensions: [],
    ...settings,
    AlarmArn: `arn:aws:cloudwatch:${region}:${accountId}:alarm:${settings['AlarmName']}`,
    AlarmConfigurationUpdatedTimestamp: updated,
    StateValue: 'INSUFFICIENT_DATA',
    StateReason: 'Unchecked: Initial alarm creation',
    StateUpdatedTimestamp: updated,
    StateTransitionedTimestamp: updated,
  };
}
