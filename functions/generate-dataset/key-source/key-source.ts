import { DatasetListing, type ListingPlace, type PageReader, type PathBatches } from '../dataset-listing.ts';

/** The keys below one prefix, as lines that a reader makes of their objects. */
export interface KeyListing extends PathBatches {
  /** Gives every object to a reader, in any order; `newReader` makes another one where the listing has to begin anew. */
  list(newReader: () => PageReader): Promise<void>;
  /** The lines in the order of S3's keys. */
  batches(): AsyncGenerator<readonly string[]>;
  close(): Promise<void>;
}

/** Where the keys of a data set come from. Every kind gives the same lines for the same objects. */
export interface KeySource {
  newListing(place: ListingPlace): KeyListing;
}

/** Asks S3 itself, which knows every object of the moment. */
export const LISTED_KEYS: KeySource = { newListing: (place) => new DatasetListing(place) };

/** A list of keys that was written before the run, for its report. */
export interface SourceFacts {
  readonly kind: 'inventory' | 'metadata';
  readonly uri: string;
  /** When the list was begun. */
  readonly takenAt: string;
  /** Rows of the list, whatever they are of. */
  readonly rows: number;
}
