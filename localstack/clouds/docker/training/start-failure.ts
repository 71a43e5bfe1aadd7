/** Exit codes that `docker run` gives where a program cannot be started, as shells do. */
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;

export interface StartFailure {
  readonly exitCode: number;
  /** For the job's log. */
  readonly line: string;
}

/**
 * What a container's refusal to start means for its job: a program that is not in the image ends the job as a program that
 * has run, such as `exec: "train": executable file not found in $PATH` in logs of real jobs. Undefined for other failures.
 */
export function startFailure(error: unknown): StartFailure | undefined {
  const text = error instanceof Error ? error.message : String(error);
  const line = /exec: .*?(?:executable file not found in \$PATH|no such file or directory|permission denied)/.exec(
    text,
  );
  if (line === null) return undefined;
  return { exitCode: line[0].endsWith('permission denied') ? NOT_EXECUTABLE : NOT_FOUND, line: line[0] };
}
