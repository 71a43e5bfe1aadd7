const FIRST_IMAGES = 256;

/** Pixels of many images of one size in one array, which grows as they come: a stream does not say how many there are. */
export class PixelStore {
  readonly #imageBytes: number;
  #pixels: Uint8Array;

  constructor(imageBytes: number) {
    this.#imageBytes = imageBytes;
    this.#pixels = new Uint8Array(FIRST_IMAGES * imageBytes);
  }

  set(image: number, values: Uint8Array): void {
    const end = (image + 1) * this.#imageBytes;
    if (end > this.#pixels.length) {
      const grown = new Uint8Array(Math.max(end, 2 * this.#pixels.length));
      grown.set(this.#pixels);
      this.#pixels = grown;
    }
    this.#pixels.set(values, image * this.#imageBytes);
  }

  /** The pixels of the first `images` images. */
  take(images: number): Uint8Array {
    return this.#pixels.subarray(0, images * this.#imageBytes);
  }
}
