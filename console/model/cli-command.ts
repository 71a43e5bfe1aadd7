/** An AWS CLI command for a POSIX shell, such as `aws stepfunctions redrive-execution --execution-arn …`. */
export function cliCommand(
  service: string,
  operation: string,
  options: Readonly<Record<string, string>>,
  endpointUrl: string,
): string {
  const all = { ...options, 'endpoint-url': endpointUrl };
  const parts = Object.entries(all).map(([name, value]) => `--${name} ${quoted(value)}`);
  return ['aws', service, operation, ...parts].join(' ');
}

/** Nothing between single quotes means anything to a shell; a single quote itself is put outside of them. */
function quoted(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
