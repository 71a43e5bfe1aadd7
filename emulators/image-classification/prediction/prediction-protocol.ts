/**
 * What the SageMaker emulator and a predicting process say to each other, as messages of Node's channel between processes. The
 * process is asked to load one artifact and answers; then it answers questions in any order, until the channel is closed.
 */
export type PredictionRequest =
  | {
      readonly type: 'load';
      /** Path of a `model.tar.gz`; it is read as a whole before the answer. */
      readonly artifact: string;
    }
  | {
      readonly type: 'predict';
      readonly id: number;
      readonly contentType: string;
      readonly bytes: Uint8Array;
    };

export type PredictionAnswer =
  | { readonly type: 'loaded'; readonly model: LoadedModel }
  /** The artifact cannot be used; the text says why. */
  | { readonly type: 'unusable'; readonly message: string }
  /** One number for each class, in the order of the labels. */
  | { readonly type: 'predicted'; readonly id: number; readonly probabilities: readonly number[] }
  | { readonly type: 'refused'; readonly id: number; readonly refusal: ImageRefusal };

/** What is known of a model that was loaded. */
export interface LoadedModel {
  readonly numClasses: number;
  /** Channels, height and width, to which every image is brought. */
  readonly imageShape: { readonly channels: number; readonly height: number; readonly width: number };
  /** Epochs after which its weights were kept. */
  readonly epoch: number;
  /** Whether an image may be of several classes: its probabilities then do not add up to 1. */
  readonly isMultiLabel: boolean;
}

/** Why one image has no prediction. */
export interface ImageRefusal {
  readonly kind: 'content type' | 'unreadable';
  readonly message: string;
}
