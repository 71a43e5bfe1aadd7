import { expect } from 'chai';
import { stratifiedSample } from '../../../../../functions/evaluate-model/choice/stratified-sample.ts';

const ROWS = 10_000_000;

describe('a sample of ten million rows', () => {
  it('has as many images as asked for, and keeps no more in memory', async () => {
    const heapUsed: number[] = [];
    const rows = {
      each: async (take: (path: string, label: number) => void) => {
        for (let at = 0; at < ROWS; at += 1) {
          take(`class-${at % 1000}/image-number-${at}.jpg`, at % 1000);
          if (at % 1_000_000 === 0) heapUsed.push(process.memoryUsage().heapUsed);
        }
      },
    };
    const { images, imagesByLabel } = await stratifiedSample(rows, 1000, 2000);
    expect(images).to.have.length(2000);
    expect(new Set(images.map(({ label }) => label)).size).to.equal(1000);
    expect(imagesByLabel.every((count) => count === 10_000)).to.equal(true);
    // All rows would take 1 GB: what is not collected yet is far less.
    expect(Math.max(...heapUsed) - Math.min(...heapUsed)).to.be.lessThan(300_000_000);
  });
});
