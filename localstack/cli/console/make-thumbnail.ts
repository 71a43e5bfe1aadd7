const SIDE = 96;
const QUALITY = 70;

/** A small JPEG of an image, as a `data:` address; undefined for what cannot be decoded. */
export async function makeThumbnail(image: Uint8Array): Promise<string | undefined> {
  const { default: sharp } = await import('sharp');
  try {
    const small = await sharp(image, { failOn: 'none' })
      .rotate()
      .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: QUALITY })
      .toBuffer();
    return `data:image/jpeg;base64,${small.toString('base64')}`;
  } catch {
    return undefined;
  }
}
