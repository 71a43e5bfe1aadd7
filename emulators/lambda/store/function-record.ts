import type { RecordKind } from '../../core/storage/record-file.ts';
import { ifPresent, isNumber, isText, isTextMap, listOf, record } from '../../core/storage/record-shape.ts';

/** One function ($LATEST only) as it is on disk. */
export interface FunctionRecord {
  readonly functionName: string;
  readonly functionArn: string;
  readonly role: string;
  readonly runtime: string;
  readonly handler: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly architectures: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly logGroup: string;
  readonly tracingMode: string;
  readonly ephemeralStorageMb: number;
  readonly code: FunctionCode;
  /** As Lambda writes it: `2026-01-31T12:00:00.000+0000`. */
  readonly lastModified: string;
  /** Changes with every change of code or configuration. */
  readonly revisionId: string;
  readonly tags: Readonly<Record<string, string>>;
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
    role: isText,
    runtime: isText,
    handler: isText,
    description: isText,
    timeoutSeconds: isNumber,
    memoryMb: isNumber,
    architectures: listOf(isText),
    variables: ifPresent(isTextMap),
    logGroup: isText,
    tracingMode: isText,
    ephemeralStorageMb: isNumber,
    code: record<FunctionCode>({ sha256: isText, sizeBytes: isNumber }),
    lastModified: isText,
    revisionId: isText,
    tags: isTextMap,
  }),
};

/** FunctionConfiguration as every operation answers it. */
export function configurationOf(record: FunctionRecord): object {
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
    Version: '$LATEST',
    ...(record.variables === undefined ? {} : { Environment: { Variables: record.variables } }),
    TracingConfig: { Mode: record.tracingMode },
    RevisionId: record.revisionId,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: record.architectures,
    EphemeralStorage: { Size: record.ephemeralStorageMb },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: record.logGroup },
  };
}
