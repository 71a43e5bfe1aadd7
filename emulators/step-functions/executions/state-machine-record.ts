import type { RecordKind } from '../../core/storage/record-file.ts';
import {
  ifPresent,
  isFlag,
  isNumber,
  isText,
  isTextMap,
  listOf,
  oneOf,
  record,
} from '../../core/storage/record-shape.ts';

export type LogLevel = 'ALL' | 'ERROR' | 'FATAL' | 'OFF';

export interface LoggingConfiguration {
  readonly level: LogLevel;
  readonly includeExecutionData: boolean;
  readonly destinations?: readonly LogDestination[];
}

interface LogDestination {
  readonly cloudWatchLogsLogGroup: { readonly logGroupArn: string };
}

/** Everything that an execution goes by; kept for each execution's sake when the state machine changes. */
export interface Revision {
  readonly definition: string;
  readonly roleArn: string;
  readonly loggingConfiguration: LoggingConfiguration;
  readonly tracingEnabled: boolean;
  readonly updatedMs: number;
  /** Absent until the first update of the state machine, as on AWS. */
  readonly revisionId?: string;
}

export type MachineType = 'STANDARD' | 'EXPRESS';

/** A revision with a number of its own, which never changes again. */
export interface MachineVersion {
  readonly number: number;
  readonly revision: string;
  readonly description?: string;
  readonly createdMs: number;
}

export interface AliasRoute {
  readonly stateMachineVersionArn: string;
  readonly weight: number;
}

/** A name for one version, or for two by weight. */
export interface MachineAlias {
  readonly name: string;
  readonly description?: string;
  readonly routing: readonly AliasRoute[];
  readonly createdMs: number;
  readonly updatedMs: number;
}

export interface StateMachineRecord {
  readonly stateMachineArn: string;
  readonly name: string;
  /** Absent in data of earlier releases, which knew STANDARD only. */
  readonly type?: MachineType;
  readonly createdMs: number;
  /** Key of the revision in force. */
  readonly revision: string;
  /** Absent until the first update, as on AWS. */
  readonly revisionId?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly versions?: readonly MachineVersion[];
  /** The highest number that was ever given to a version; numbers are not used twice. */
  readonly lastVersion?: number;
  readonly aliases?: readonly MachineAlias[];
}

export const REVISIONS: RecordKind<Revision> = {
  noun: 'definition of a state machine, revision',
  isRecord: record<Revision>({
    definition: isText,
    roleArn: isText,
    loggingConfiguration: record<LoggingConfiguration>({
      level: oneOf('ALL', 'ERROR', 'FATAL', 'OFF'),
      includeExecutionData: isFlag,
      destinations: ifPresent(
        listOf(record<LogDestination>({ cloudWatchLogsLogGroup: record({ logGroupArn: isText }) })),
      ),
    }),
    tracingEnabled: isFlag,
    updatedMs: isNumber,
    revisionId: ifPresent(isText),
  }),
};

export const MACHINES: RecordKind<StateMachineRecord> = {
  noun: 'state machine',
  isRecord: record<StateMachineRecord>({
    stateMachineArn: isText,
    name: isText,
    type: ifPresent(oneOf('STANDARD', 'EXPRESS')),
    createdMs: isNumber,
    revision: isText,
    revisionId: ifPresent(isText),
    tags: isTextMap,
    versions: ifPresent(
      listOf(
        record<MachineVersion>({
          number: isNumber,
          revision: isText,
          description: ifPresent(isText),
          createdMs: isNumber,
        }),
      ),
    ),
    lastVersion: ifPresent(isNumber),
    aliases: ifPresent(
      listOf(
        record<MachineAlias>({
          name: isText,
          description: ifPresent(isText),
          routing: listOf(record<AliasRoute>({ stateMachineVersionArn: isText, weight: isNumber })),
          createdMs: isNumber,
          updatedMs: isNumber,
        }),
      ),
    ),
  }),
};
