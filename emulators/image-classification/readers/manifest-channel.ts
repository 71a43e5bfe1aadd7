import type { S3Client } from '@aws-sdk/client-s3';
import { CustomerError, faultSummary } from '../checks/customer-error.ts';
import { type LabelRules, labelCountMismatch } from '../checks/label-rules.ts';
import type { ChannelSpec } from '../protocol.ts';
import { type LabelFormat, type ManifestRow, readManifestLine } from './manifest-row.ts';
import { readObject } from './s3-channel.ts';

const EMPTY_BATCH =
  'Got empty batch from pipe. Please check if the manifest file contains valid batches and the value of training job parameter AttributeNames matches attributes names in the augmented manifest.';

/** Seen in jobs whose channel had no RecordWrapperType: amazon-sagemaker-examples#4056 and #562. */
const NO_RECORDS = 'Unable to parse record. Please make sure input data is in correct recordio format.';

/** SageMaker streams the object that an attribute names only where the attribute's name ends so (developer guide, "Augmented manifests"). */
const REFERENCE = '-ref';

/** The images that a channel's augmented manifest names. Throws CustomerError for what cannot be used, all of it at once. */
export async function readManifest(
  client: S3Client,
  spec: ChannelSpec,
  rules: LabelRules,
  signal: AbortSignal,
): Promise<ManifestRow[]> {
  const attributes = attributesOf(spec);
  const text = (await readObject(client, spec.s3Uri, signal)).toString('utf8');
  const lines = text.split('\n').map((line, at) => ({ line: line.trim(), number: at + 1 }));
  const settings = { ...rules, attributes, labelFormat: labelFormatOf(spec) };
  const rows: ManifestRow[] = [];
  const without: string[] = [];
  const faults: string[] = [];
  for (const { line, number } of lines.filter(({ line }) => line !== '')) {
    const row = readManifestLine(line, settings);
    if (row === undefined) without.push(`line ${number}: it has no '${attributes.join("' or no '")}'`);
    else if (typeof row === 'string') faults.push(`line ${number}: ${row}`);
    else rows.push(row);
  }
  refuse(spec, rows, without, faults);
  checkLabelCount(rows, rules);
  return rows;
}

/** Names of the image's and of the label's attribute. */
function attributesOf({ channelName: channel, attributeNames: names = [], recordWrapper }: ChannelSpec) {
  const [image, label, ...others] = names;
  if (image === undefined || label === undefined) {
    throw new CustomerError(EMPTY_BATCH, [
      `[rehearsal] channel '${channel}' needs AttributeNames: the image's, the label's.`,
    ]);
  }
  if (others.length > 0) {
    throw new CustomerError(
      `[rehearsal] AttributeNames of channel '${channel}' are more than two: give the image's and the label's.`,
    );
  }
  if (recordWrapper === undefined) {
    throw new CustomerError(NO_RECORDS, [`[rehearsal] channel '${channel}' needs RecordWrapperType RecordIO.`]);
  }
  if (!image.endsWith(REFERENCE)) {
    throw new CustomerError(
      `[rehearsal] AttributeNames of channel '${channel}' begin with '${image}': only of an attribute whose name ends in ` +
        `'${REFERENCE}' does SageMaker send the object, of any other the text itself; call it '${image}${REFERENCE}' there and in the manifest.`,
    );
  }
  return [image, label] as const;
}

function labelFormatOf({ contentType = '' }: ChannelSpec): LabelFormat {
  return /;\s*label-format\s*=\s*class-id\s*(;|$)/iu.test(contentType) ? 'class-id' : 'multi-hot';
}

function refuse({ channelName }: ChannelSpec, rows: readonly ManifestRow[], without: string[], faults: string[]): void {
  const all = [...without, ...faults];
  const details = all.map((fault) => `[rehearsal] manifest of the ${channelName} channel, ${fault}`);
  if (rows.length === 0 && faults.length === 0) throw new CustomerError(EMPTY_BATCH, details);
  if (all.length === 0) return;
  throw new CustomerError(`[rehearsal] The manifest of the ${channelName} channel: ${faultSummary(all)}.`, details);
}

function checkLabelCount(rows: readonly ManifestRow[], rules: LabelRules): void {
  const other = rows.find(({ labels }) => rules.multiLabel && labels.length !== rules.numClasses);
  if (other === undefined) return;
  const { path, labels } = other;
  throw labelCountMismatch(labels.length, rules, [`[rehearsal] ${path} has ${labels.length} label(s).`]);
}
