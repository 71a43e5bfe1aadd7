import type { RecordKind } from '../../core/storage/record-file.ts';
import { ifPresent, isNumber, isText, isTextMap, listOf, record } from '../../core/storage/record-shape.ts';

/** A function as it is on disk: $LATEST, or one of its versions, which never changes. */
export interface FunctionRecord {
  readonly functionName: string;
  /** Of a version with its number behind it. */
  readonly functionArn: string;
  /** Of a version its number; absent for $LATEST. */
  readonly version?: string;
  readonly role: string;
  readonly runtime: string;
  readonly handler: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly architectures: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  /** Kept and shown; nothing is encrypted with it. */
  readonly kmsKeyArn?: string;
  readonly logGroup: string;
  readonly tracingMode: string;
  readonly ephemeralStorageMb: number;
  readonly code: FunctionCode;
  /** As Lambda writes it: `2026-01-31T12:00:00.000+0000`. */
  readonly lastModified: string;
  /** Changes with every change of code or configuration. */
  readonly revisionId: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Of $LATEST: how many versions were published so far, since no number is given twice. */
  readonly versionCount?: number;
  /** Of a version: the revision of $LATEST that it was made of. */
  readonly publishedRevisionId?: string;
}

export interface FunctionCode {
  /** Base64, as the API shows it. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

export const FUNCTIONS: RecordKind<FunctionRecord> = {
  noun: 'Lambda function',
  isRecord: record<FunctionRecord>({
    functionName: isText,
    functionArn: isText,
    version: ifPresent(isText),
    role: isText,
    runtime: isText,
    handler: isText,
    description: isText,
    timeoutSeconds: isNumber,
    memoryMb: isNumber,
    architectures: listOf(isText),
    variables: ifPresent(isTextMap),
    kmsKeyArn: ifPresent(isText),
    logGroup: isText,
    tracingMode: isText,
    ephemeralStorageMb: isNumber,
    code: record<FunctionCode>({ sha256: isText, sizeBytes: isNumber }),
    lastModified: isText,
    revisionId: isText,
    tags: isTextMap,
    versionCount: ifPresent(isNumber),
    publishedRevisionId: ifPresent(isText),
  }),
};

export const LATEST = '$LATEST';

export function versionOf({ version = LATEST }: FunctionRecord): string {
  return version;
}

/** FunctionConfiguration as operations on one function answer it. */
export function configurationOf(record: FunctionRecord): object {
  return { ...listedConfigurationOf(record), State: 'Active', LastUpdateStatus: 'Successful' };
}

/** FunctionConfiguration as lists show it. */
export function listedConfigurationOf(record: FunctionRecord): object {
  return {
    FunctionName: record.functionName,
    FunctionArn: record.functionArn,
    Runtime: record.runtime,
    Role: record.role,
    Handler: record.handler,
    CodeSize: record.code.sizeBytes,
    Description: record.description,
    Timeout: record.timeoutSeconds,
    MemorySize: record.memoryMb,
    LastModified: record.lastModified,
    CodeSha256: record.code.sha256,
    Version: versionOf(record),
    ...(record.variables === undefined ? {} : { Environment: { Variables: record.variables } }),
    ...(record.kmsKeyArn === undefined ? {} : { KMSKeyArn: record.kmsKeyArn }),
    TracingConfig: { Mode: record.tracingMode },
    RevisionId: record.revisionId,
    PackageType: 'Zip',
    Architectures: record.architectures,
    EphemeralStorage: { Size: record.ephemeralStorageMb },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: record.logGroup },
  };
}
