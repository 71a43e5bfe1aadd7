export type LogLevel = 'ALL' | 'ERROR' | 'FATAL' | 'OFF';

export interface LoggingConfiguration {
  readonly level: LogLevel;
  readonly includeExecutionData: boolean;
  readonly destinations?: readonly { readonly cloudWatchLogsLogGroup: { readonly logGroupArn: string } }[];
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
