import type { MapState, ResultWriter } from '../../definition/definition.ts';
import type { ChildEnd, MapRun } from '../../engine/map-runner.ts';
import type { StateRun } from '../../engine/state-run.ts';
import { applyTemplate } from '../../language/data-flow.ts';
import { isList, isRecord, type Json, Payload } from '../../language/json.ts';
import { fillJsonata } from '../../language/jsonata/jsonata.ts';
import { settled } from '../../language/jsonata/slow-evaluation.ts';
import { StateError } from '../../language/state-error.ts';
import { s3ErrorText } from '../../tasks/service-error.ts';

const RESULT_WRITER_FAILED = 'States.ResultWriterFailed';

/**
 * Writes the children's ends to S3 in AWS's layout and gives what the state then has for a result; without a Resource the results
 * themselves, transformed (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html).
 */
export async function writeResults(
  run: StateRun<MapState>,
  writer: ResultWriter,
  mapRun: MapRun,
  input: Payload,
  ended: readonly ChildEnd[],
): Promise<Payload> {
  if (writer.Resource === undefined) return new Payload(transformed(ended, writer));
  const { Bucket, Prefix = '' } = await settled(run.line.signal, () => parametersOf(run, writer, input));
  const bucket = String(Bucket);
  const runId = mapRun.arn.split(':').at(-1) ?? '';
  const folder = [String(Prefix).replace(/\/$/, ''), runId].filter((part) => part !== '').join('/');
  const { storage } = run.line.execution.maps;
  const files: Record<string, Json> = { FAILED: [], PENDING: [], SUCCEEDED: [] };
  try {
    for (const [status, children] of byStatus(ended)) {
      const body = textOf(transformed(children, writer), writer);
      const key = `${folder}/${status}_0.${writer.WriterConfig?.OutputType === 'JSONL' ? 'jsonl' : 'json'}`;
      await storage.put(bucket, key, body);
      files[status] = [{ Key: key, Size: Buffer.byteLength(body) }];
    }
    const manifest = { DestinationBucket: bucket, MapRunArn: mapRun.arn, ResultFiles: files };
    await storage.put(bucket, `${folder}/manifest.json`, JSON.stringify(manifest));
  } catch (error) {
    run.line.signal.throwIfAborted();
    throw new StateError(RESULT_WRITER_FAILED, s3ErrorText(error));
  }
  return new Payload({
    MapRunArn: mapRun.arn,
    ResultWriterDetails: { Bucket: bucket, Key: `${folder}/manifest.json` },
  });
}

function parametersOf(run: StateRun<MapState>, { Parameters, Arguments }: ResultWriter, input: Payload) {
  const filled = run.isJsonata
    ? fillJsonata(Arguments ?? {}, 'ResultWriter/Arguments', run.jsonata())
    : applyTemplate(Parameters ?? {}, run.scope(input)).value;
  return isRecord(filled) ? filled : {};
}

/** Files that have something in them. Children that timed out or were aborted are among the failed. */
function byStatus(ended: readonly ChildEnd[]): readonly (readonly [string, readonly ChildEnd[]])[] {
  const succeeded = ended.filter(({ status }) => status === 'SUCCEEDED');
  const failed = ended.filter(({ status }) => status !== 'SUCCEEDED');
  const files = [['SUCCEEDED', succeeded] as const, ['FAILED', failed] as const];
  return files.filter(([, children]) => children.length > 0);
}

/** NONE: the executions with all their members; COMPACT: their outputs; FLATTEN: also the items of outputs that are lists. */
function transformed(children: readonly ChildEnd[], { WriterConfig, Resource }: ResultWriter): readonly Json[] {
  const kind = WriterConfig?.Transformation ?? (Resource === undefined ? 'COMPACT' : 'NONE');
  if (kind === 'NONE') return children.map(({ result }) => result);
  const outputs = children.map(({ output, result }) => output?.value ?? result);
  return kind === 'FLATTEN' ? outputs.flatMap((output) => (isList(output) ? output : [output])) : outputs;
}

function textOf(results: readonly Json[], { WriterConfig }: ResultWriter): string {
  if (WriterConfig?.OutputType !== 'JSONL') return JSON.stringify(results);
  return results.map((result) => `${JSON.stringify(result)}\n`).join('');
}
