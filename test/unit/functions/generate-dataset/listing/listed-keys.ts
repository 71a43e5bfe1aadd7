import type { ListedObject } from '../../../../../functions/generate-dataset/listing/listed-object.ts';
import { ListingPace } from '../../../../../functions/generate-dataset/listing/listing-pace.ts';
import { PageSource } from '../../../../../functions/generate-dataset/listing/page-source.ts';
import { ParallelListing } from '../../../../../functions/generate-dataset/listing/parallel-listing.ts';
import { ListingS3, type ListingS3Options } from './listing-s3.ts';

export const PREFIX = 'set/train/';

export interface Listed {
  readonly s3: ListingS3;
  readonly listing: ParallelListing<readonly ListedObject[]>;
}

export function listingOf(keys: readonly string[], options: ListingS3Options): Listed {
  const s3 = new ListingS3(keys, options);
  const pace = new ListingPace();
  const source = new PageSource(s3.sender, { Bucket: 'pictures', Prefix: PREFIX }, pace);
  return { s3, listing: new ParallelListing(source, async (objects) => objects, pace) };
}

export async function keysOf({ listing }: Listed): Promise<string[]> {
  const keys: string[] = [];
  for await (const chunk of listing.chunks()) keys.push(...chunk.map(({ key }) => key));
  return keys;
}
