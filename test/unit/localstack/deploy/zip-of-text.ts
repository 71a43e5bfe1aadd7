import { asset } from '@pulumi/pulumi';
import { zipOfArchive } from '../../../../localstack/deploy/asset-zip.ts';

const LINE = 'export const answer = 42; // as in many a bundle\n';

export function textOfSize(bytes: number): string {
  return LINE.repeat(Math.ceil(bytes / LINE.length)).slice(0, bytes);
}

/** Of a function whose code is this text. */
export function zipOf(text: string, mostStoredBytes?: number): Promise<Uint8Array> {
  const code = new asset.AssetArchive({ 'index.mjs': new asset.StringAsset(text) });
  const resource = { type: 'aws:lambda/function:Function', logicalName: 'f', inputs: { code } };
  return zipOfArchive(resource, 'code', mostStoredBytes);
}
