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
}

export interface StateMachineRecord {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly createdMs: number;
  /** Key of the revision in force. */
  readonly revision: string;
  /** Absent until the first update, as on AWS. */
  readonly revisionId?: string;
  readonly tags: Readonly<Record<string, string>>;
}
