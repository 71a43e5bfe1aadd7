import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { invalidParameterValue, userError } from '../api/lambda-errors.ts';
import type { FunctionCode } from './function-record.ts';
import { isAsPromised, nameProblem } from './zip-checks.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_UNZIPPED_BYTES = 262_144_000;

export function codeOf(zip: Uint8Array): FunctionCode {
  return { sha256: createHash('sha256').update(zip).digest('base64'), sizeBytes: zip.byteLength };
}

/** What its directory says is in it; nothing is unpacked. */
export function sizeOf(zip: Uint8Array): { readonly files: number; readonly bytes: number } {
  let [files, bytes] = [0, 0];
  unzipped(zip, ({ originalSize }) => {
    files += 1;
    bytes += originalSize;
    return false;
  });
  return { files, bytes };
}

/** The files of a zip that may be unpacked: not empty, not too large, no path that leaves the folder. */
export function unzipFiles(zip: Uint8Array): Record<string, Uint8Array> {
  let unzippedBytes = 0;
  const names: string[] = [];
  const admit = ({ name, originalSize }: { name: string; originalSize: number }) => {
    names.push(name);
    unzippedBytes += originalSize;
    return unzippedBytes <= MAX_UNZIPPED_BYTES && isSafe(name);
  };
  const files = unzipped(zip, admit);
  const unsafe = names.filter((name) => !isSafe(name));
  if (unsafe.length > 0) {
    throw invalidParameterValue(`[rehearsal] the zip file holds paths outside its folder: ${unsafe.join(', ')}`);
  }
  if (unzippedBytes > MAX_UNZIPPED_BYTES) {
    throw invalidParameterValue(`Unzipped size must be smaller than ${MAX_UNZIPPED_BYTES} bytes`);
  }
  if (!names.some((name) => !name.endsWith('/'))) throw invalidParameterValue('Uploaded file must be a non-empty zip');
  const problem = nameProblem(names);
  if (problem !== undefined) throw invalidParameterValue(`[rehearsal] the zip file ${problem}`);
  if (!isAsPromised(zip, files)) throw notUnzipped();
  return files;
}

function unzipped(zip: Uint8Array, filter: (file: { name: string; originalSize: number }) => boolean) {
  try {
    return unzipSync(zip, { filter });
  } catch {
    throw notUnzipped();
  }
}

function notUnzipped(): Error {
  return userError(
    'InvalidParameterValueException',
    400,
    'Could not unzip uploaded file. Please check your file, then try to upload again.',
  );
}

function isSafe(name: string): boolean {
  return !/^[/\\]|^[a-z]:|\\|\0/i.test(name) && !name.split('/').includes('..');
}
