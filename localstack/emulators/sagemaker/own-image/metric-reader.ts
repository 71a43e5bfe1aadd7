import type { MetricDefinition } from '@aws-sdk/client-sagemaker';
import type { FinalMetric } from '../training-jobs/training-job.ts';

/** Reads the metrics of a job's MetricDefinitions off the lines of its log; the last value of each counts. */
export class MetricReader {
  readonly #definitions: readonly { readonly name: string; readonly pattern: RegExp }[];
  readonly #latest = new Map<string, FinalMetric>();

  constructor(definitions: readonly MetricDefinition[]) {
    this.#definitions = definitions.map(({ Name: name = '', Regex: regex = '' }) => ({
      name,
      pattern: metricPattern(regex),
    }));
  }

  /** The metrics that the line held. */
  take(line: string, nowMs: number): FinalMetric[] {
    const found: FinalMetric[] = [];
    for (const { name, pattern } of this.#definitions) {
      const text = pattern.exec(line)?.[1];
      if (text === undefined || text.trim() === '') continue;
      const value = Number(text);
      // A word, or a nan of a training that has diverged, is no number to report.
      if (!Number.isFinite(value)) continue;
      const metric = { name, value, timestampMs: nowMs };
      this.#latest.set(name, metric);
      found.push(metric);
    }
    return found;
  }

  get latest(): FinalMetric[] {
    return [...this.#latest.values()];
  }
}

/** Why metrics could not be read with these definitions. */
export function metricProblems(definitions: readonly MetricDefinition[]): string[] {
  return definitions.flatMap(({ Name: name, Regex: regex = '' }) => {
    const where = `MetricDefinitions: the Regex '${regex}' of '${name}'`;
    try {
      // An alternative that always matches tells how many groups there are.
      const groups = new RegExp(`${metricPattern(regex).source}|`).exec('')?.length ?? 0;
      return groups > 1 ? [] : [`${where} has no group in parentheses that captures the number`];
    } catch (error) {
      return [`${where} cannot be read: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}

/** Users test their expressions in Python, which writes named groups in its own way. */
function metricPattern(regex: string): RegExp {
  return new RegExp(regex.replaceAll('(?P<', '(?<'));
}
