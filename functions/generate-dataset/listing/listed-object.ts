import { PictureHash } from './picture-hash.ts';

/** What the data set needs to know of an object. */
export interface ListedObject {
  readonly key: string;
  readonly sizeBytes: number;
  /** Of its ETag and size (see PictureHash): ETags as texts would be a third of a page. */
  readonly content1: number;
  readonly content2: number;
  /** The listing gives no ETag, so that nothing is known of the picture. */
  readonly isUnknown?: true;
  /** Written after the listing had begun. */
  readonly isNew?: true;
  /** In a storage class that S3 hands nothing out of before it is restored. */
  readonly isArchived?: true;
}

export interface ObjectFacts {
  readonly key: string;
  readonly sizeBytes: number;
  /** With or without quotes; empty where the listing gives none. */
  readonly eTag: string;
  readonly storageClass: string | undefined;
}

const hash = new PictureHash();

/** The object of an entry that was read as text. */
export function listedObject({ key, sizeBytes, eTag, storageClass }: ObjectFacts): ListedObject {
  const plain = eTag.replaceAll('"', '');
  hash.take(plain, sizeBytes);
  const { content1, content2 } = hash;
  return {
    ...{ key, sizeBytes, content1, content2 },
    ...(plain === '' ? { isUnknown: true } : {}),
    ...archivedIn(storageClass),
  };
}

/** Of Intelligent-Tiering's archive tiers no listing says anything. */
function archivedIn(storageClass: string | undefined): Pick<ListedObject, 'isArchived'> {
  return storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE' ? { isArchived: true } : {};
}
