import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

const SIDES = { width: 120, height: 80 };

/** An image full of noise, so that no encoder makes it small. */
export function noise(width = SIDES.width, height = SIDES.height, channels: 1 | 3 | 4 = 3) {
  let state = 7;
  const pixels = Buffer.alloc(width * height * channels);
  for (let at = 0; at < pixels.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    pixels[at] = state >>> 24;
  }
  return sharp(pixels, { raw: { width, height, channels } });
}

/** The file with a segment behind its first two bytes, as EXIF data, previews and profiles lie there. */
export function withSegment(jpeg: Buffer, marker: number, bytes: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, bytes, jpeg.subarray(2)]);
}

/** A BMP of 24 bit a pixel, which sharp does not write. */
export function bmp(width: number, height: number): Buffer {
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + rowBytes * height);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  return file;
}

/** The same PNG as an animation: with the chunk that says so before the pixels. */
export function animatedPng(png: Buffer): Buffer {
  const data = Buffer.alloc(8);
  data.writeUInt32BE(2);
  const control = Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('acTL'), data, Buffer.alloc(4)]);
  return Buffer.concat([png.subarray(0, 33), control, png.subarray(33)]);
}

/** A PNG with a colour profile of that many bytes before the pixels. */
export function withProfile(png: Buffer, bytes: number): Buffer {
  const profile = Buffer.concat([Buffer.from('icc\0\0'), deflateSync(Buffer.alloc(10)), Buffer.alloc(bytes)]);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(profile.length);
  head.write('iCCP', 4, 'latin1');
  return Buffer.concat([png.subarray(0, 33), head, profile, Buffer.alloc(4), png.subarray(33)]);
}
