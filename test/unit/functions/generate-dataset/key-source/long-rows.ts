import { gzipSync } from 'node:zlib';
import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import { BucketS3 } from '../fan-out/bucket-s3.ts';
import { ListStore } from './list-store.ts';
import { FOLDER, inventory } from './written-lists.ts';

// Run as a process of its own, whose heap has less room than the list's text takes: 80 MB.
const ROWS = 40_000;
const ROWS_AT_A_TIME = 1000;
const REST = 'x'.repeat(2000);
const FOLDERS = ['p/train/a', 'p/train/b', 'p/test/a', 'p/test/b'];

/** Every twentieth row is of the data set. */
function row(index: number): string {
  const folder = index % 20 === 0 ? FOLDERS[(index / 20) % FOLDERS.length] : 'elsewhere';
  return `"b","${folder}/${String(index).padStart(9, '0')}.jpg","1","${index}","${REST}"\n`;
}

const parts: Buffer[] = [];
for (let start = 0; start < ROWS; start += ROWS_AT_A_TIME) {
  parts.push(gzipSync(Array.from({ length: ROWS_AT_A_TIME }, (_, index) => row(start + index)).join('')));
}
const store = new ListStore(new BucketS3(new Map(), 1).sender);
const fileSchema = 'Bucket, Key, Size, ETag, ObjectOwner';
for (const [key, bytes] of inventory('CSV', [Buffer.concat(parts)], { fileSchema })) store.objects.set(key, bytes);
const { num_training_samples, num_validation_samples } = await generateDataset(
  store.sender,
  { bucket: 'b', prefix: 'p', trainingJobNamePrefix: 'j' },
  { executionName: 'e', keySource: { kind: 'inventory', uri: `s3://lists/${FOLDER}`, maximumDays: 9 } },
);
console.log(num_training_samples, num_validation_samples);
