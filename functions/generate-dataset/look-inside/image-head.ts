/** What the bytes at the begin and the end of an image file say about it. */
export interface ImageHead {
  /** By its content, as people call it. */
  readonly format: string;
  /** Absent where the format is not read that far. */
  readonly size?: PixelSize;
  readonly traits: readonly ImageTrait[];
}

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** What an algorithm may mind in an image. */
export type ImageTrait =
  | 'four colour components'
  | '16 bit'
  | 'transparent'
  | 'animated'
  | 'arithmetic coding'
  | 'lossless JPEG'
  | '12 bit JPEG'
  | 'cut short'
  | 'damaged header';

/** The head of a file that cannot be an image of its format. */
export function damaged(format: string): ImageHead {
  return { format, traits: ['damaged header'] };
}

export function isPixelSize({ width, height }: PixelSize): boolean {
  return width > 0 && height > 0;
}
