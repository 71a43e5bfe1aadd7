import { asset } from '@pulumi/pulumi';
import { type Zippable, zip, zipSync } from 'fflate';
import type { RegisteredResource } from './provisioner.ts';
import { ResourceInputError } from './resource-inputs.ts';

// A fixed time, so that the same code gives the same zip and the same CodeSha256; the zip format starts in 1980.
const ZIP_TIME = new Date(1980, 0, 1);
/** CreateFunction takes zip files of 50 MB, and AWS means what the provider has compressed. */
export const MOST_STORED_BYTES = 30_000_000;

/** The zip of an AssetArchive whose members are StringAssets: the form in which the program hands over function code. */
export async function zipOfArchive(
  resource: RegisteredResource,
  input: string,
  mostStoredBytes = MOST_STORED_BYTES,
): Promise<Uint8Array> {
  const archive = resource.inputs[input];
  if (!(archive instanceof asset.AssetArchive)) {
    throw new ResourceInputError(resource, input, 'must be an AssetArchive of StringAssets', typeof archive);
  }
  const members = Object.entries(await archive.assets);
  const contents = members.map(async ([path, member]) => [path, await bytes(resource, path, member)] as const);
  const files = Object.fromEntries(await Promise.all(contents));
  const sizeBytes = Object.values(files).reduce((sum, { length }) => sum + length, 0);
  // It goes no further than this machine: packing and unpacking it took a quarter of a deployment.
  return sizeBytes <= mostStoredBytes ? zipSync(files, { mtime: ZIP_TIME, level: 0 }) : compressed(files);
}

/** In workers: this process may be serving requests. */
function compressed(files: Zippable): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  zip(files, { mtime: ZIP_TIME, level: 1 }, (error, data) => (error === null ? resolve(data) : reject(error)));
  return promise;
}

async function bytes(resource: RegisteredResource, path: string, member: unknown): Promise<Uint8Array> {
  if (!(member instanceof asset.StringAsset)) {
    throw new ResourceInputError(
      resource,
      path,
      'must be a StringAsset; other assets are not read here',
      typeof member,
    );
  }
  return new TextEncoder().encode(await member.text);
}
