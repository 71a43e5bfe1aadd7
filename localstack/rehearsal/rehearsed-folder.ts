import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeleteObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { writeWhole } from '../../emulators/core/storage/whole-file.ts';
import type { StartedWorkflow } from './started-workflow.ts';

/** In the data folder, for the bucket of each stack. */
const noteOf = (stack: string) => `rehearsed-dataset-${stack}`;

/**
 * Forgets the labels of another folder's images: for the workflow the bucket holds one data set whose classes may not go,
 * while a rehearsal tries one folder after the other. Gives the folder whose labels were forgotten.
 */
export async function forgetOtherLabels(workflow: StartedWorkflow, folder: string): Promise<string | undefined> {
  const { cloud, stack, outputs, dataFolder } = workflow;
  const file = join(dataFolder, noteOf(stack));
  const before = await readFile(file, 'utf8').catch(() => undefined);
  if (before === folder) return undefined;
  const { s3 } = cloud.clients;
  const object = { Bucket: outputs.bucketName, Key: `${outputs.datasetPrefix}/labels.json` };
  const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: object.Bucket, Prefix: object.Key }));
  if (KeyCount !== 0) await s3.send(new DeleteObjectCommand(object));
  writeWhole(file, folder);
  return KeyCount === 0 ? undefined : (before ?? 'an earlier data set');
}
