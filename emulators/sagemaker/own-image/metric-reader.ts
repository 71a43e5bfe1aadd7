import type { MetricDefinition } from '@aws-sdk/client-sagemaker';
import type { FinalMetric } from '../training-jobs/training-job-record.ts';
import { BoundedPattern } from './bounded-pattern.ts';

/** Far more than any line needs. */
const LIMIT_MS = 1000;

export interface MetricReaderOptions {
  /** For one expression and one line. */
  readonly limitMs?: number;
  /** Called, with a sentence, for an expression that took longer; it is not tried again. */
  readonly onTooSlow?: (message: string) => void;
}

interface Definition {
  readonly name: string;
  readonly regex: string;
  readonly pattern: BoundedPattern;
}

/** Reads the metrics of a job's MetricDefinitions off the lines of its log; the last value of each counts. */
export class MetricReader {
  #definitions: readonly Definition[];
  readonly #options: MetricReaderOptions;
  readonly #latest = new Map<string, FinalMetric>();

  constructor(definitions: readonly MetricDefinition[], options: MetricReaderOptions = {}) {
    this.#options = options;
    this.#definitions = definitions.map(({ Name: name = '', Regex: regex = '' }) => ({
      name,
      regex,
      pattern: new BoundedPattern(metricPattern(regex), options.limitMs ?? LIMIT_MS),
    }));
  }

  /** The metrics that the line held. */
  take(line: string, nowMs: number): FinalMetric[] {
    const found: FinalMetric[] = [];
    for (const definition of this.#definitions) {
      const { name } = definition;
      const text = definition.pattern.firstGroup(line);
      if (typeof text === 'object') this.#leaveOut(definition);
      if (typeof text !== 'string' || text.trim() === '') continue;
      const value = Number(text);
      // A word, or a nan of a training that has diverged, is no number to report.
      if (!Number.isFinite(value)) continue;
      const metric = { name, value, timestampMs: nowMs };
      this.#latest.set(name, metric);
      found.push(metric);
    }
    return found;
  }

  #leaveOut(slow: Definition): void {
    this.#definitions = this.#definitions.filter((definition) => definition !== slow);
    this.#options.onTooSlow?.(
      `MetricDefinitions: the Regex '${slow.regex}' of '${slow.name}' took too long for one line and is no longer tried: ` +
        'a repetition within a repetition, such as (a+)+, has too many ways to fit',
    );
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
      // An alternative that always matches shows how many groups there are.
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
