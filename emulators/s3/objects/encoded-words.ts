/**
 * User metadata outside ASCII as RFC 2047 has it. Header values are kept as Node.js has them: one character for each byte.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata
 */
const ENCODED_WORD = /=\?utf-8\?([bq])\?([^?]*)\?=/gi;

/** ASCII as it is; anything else as one encoded word, whatever its length. */
export function encodeWord(value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  return bytes.every((byte) => byte < 0x80) ? value : `=?UTF-8?B?${bytes.toString('base64')}?=`;
}

/** The bytes that encoded words stand for; other text stays. */
export function decodeWords(value: string): string {
  // Blanks between two encoded words are not of the text.
  const joined = value.replace(/\?=\s+=\?/g, '?==?');
  return joined.replace(ENCODED_WORD, (word, coding: string, text: string) => {
    const decoded = coding.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('latin1') : decodeQ(text);
    return holdsControls(decoded) ? word : decoded;
  });
}

function decodeQ(text: string): string {
  return text
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** A line break in a value could not be sent back. */
function holdsControls(text: string): boolean {
  return [...text].some((char) => char < ' ' || char === '\u007f');
}
