import { asset } from '@pulumi/pulumi';
import { zipSync } from 'fflate';
import type { RegisteredResource } from './provisioner.ts';
import { ResourceInputError } from './resource-inputs.ts';

// A fixed time, so that the same code gives the same zip and the same CodeSha256; the zip format starts in 1980.
const ZIP_TIME = new Date(1980, 0, 1);

/** The zip of an AssetArchive whose members are StringAssets: the form in which the program hands over function code. */
export async function zipOfArchive(resource: RegisteredResource, input: string): Promise<Uint8Array> {
  const archive = resource.inputs[input];
  if (!(archive instanceof asset.AssetArchive)) {
    throw new ResourceInputError(resource, input, 'must be an AssetArchive of StringAssets', typeof archive);
  }
  const members = Object.entries(await archive.assets);
  const files = await Promise.all(members.map(async ([path, member]) => [path, await bytes(resource, path, member)]));
  // It goes no further than this machine: packing and unpacking it took a quarter of a deployment.
  return zipSync(Object.fromEntries(files), { mtime: ZIP_TIME, level: 0 });
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
