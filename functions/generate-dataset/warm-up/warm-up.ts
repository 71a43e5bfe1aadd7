// The SDK asks for it when it sends its first request.
import 'node:http';
import type { GenerateDatasetResult } from '../dataset-result.ts';
import { generateDataset } from '../generate-dataset.ts';
import { madeUpS3 } from './made-up-s3.ts';

const IMAGES = 100;
const SETTINGS = { bucket: 'made-up', prefix: 'made-up', trainingJobNamePrefix: 'made-up' };

/**
 * Makes a data set out of nothing, for nobody. V8 compiles code when it runs for the first time: in a call, that would come between the
 * answers of S3, and with the share of a processor that the function's memory gives it. While it is loaded, Lambda gives it a whole one.
 */
export async function warmUp(): Promise<GenerateDatasetResult> {
  const s3 = madeUpS3(IMAGES);
  const result = await generateDataset(s3, SETTINGS, { executionName: 'made-up' });
  s3.destroy();
  return result;
}
