/** The platform's own log lines, in Lambda's text format. */
export interface Measures {
  readonly durationMs: number;
  /** Time to load the code; only of a cold start. */
  readonly initMs?: number;
  readonly memoryMb: number;
  readonly peakMemoryMb: number;
  readonly status?: 'error' | 'timeout';
  readonly errorType?: string;
}

export function startLine(requestId: string, version: string): string {
  return `START RequestId: ${requestId} Version: ${version}\n`;
}

export function endLine(requestId: string): string {
  return `END RequestId: ${requestId}\n`;
}

export function reportLine(requestId: string, measures: Measures): string {
  const { durationMs, initMs, memoryMb, peakMemoryMb, status, errorType } = measures;
  const parts = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    // Since August 2025 the time to load the code is billed too.
    `Billed Duration: ${Math.ceil(durationMs + (initMs ?? 0))} ms`,
    `Memory Size: ${memoryMb} MB`,
    `Max Memory Used: ${Math.min(peakMemoryMb, memoryMb)} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ...(status === undefined ? [] : [`Status: ${status}`]),
    ...(errorType === undefined ? [] : [`Error Type: ${errorType}`]),
  ];
  return `${parts.join('\t')}\t\n`;
}
