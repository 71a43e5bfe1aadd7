import { expect } from 'chai';
import fc from 'fast-check';
import { addProduct } from '../../../../../emulators/image-classification/network/matrix-product.ts';
import { normalValues } from '../support/random-arrays.ts';

describe('the matrix product', () => {
  it('of a small example is what it is on paper', () => {
    const product = new Float32Array(4);
    const left = Float32Array.of(1, 2, 3, 4);
    const right = Float32Array.of(5, 6, 7, 8);
    const rowByRow = (values: Float32Array) => ({ values, start: 0, rowStep: 2, columnStep: 1 });
    addProduct(rowByRow(product), rowByRow(left), rowByRow(right), { rows: 2, columns: 2, inner: 2, segments: 1 });
    expect([...product]).to.deep.equal([19, 22, 43, 50]);
  });

  it('adds to what is there, for any size and any layout', () => {
    const extent = fc.integer({ min: 1, max: 9 });
    const property = fc.property(extent, extent, extent, fc.boolean(), fc.boolean(), (rows, columns, inner, tl, tr) => {
      const left = normalValues(rows * inner, 1);
      const right = normalValues(inner * columns, 2);
      const product = normalValues(rows * columns, 3);
      const expected = product.map((value, at) => {
        const row = Math.floor(at / columns);
        const column = at % columns;
        let sum = value;
        for (let index = 0; index < inner; index++) {
          const l = left[tl ? index * rows + row : row * inner + index] ?? Number.NaN;
          sum += l * (right[tr ? column * inner + index : index * columns + column] ?? Number.NaN);
        }
        return sum;
      });
      addProduct(
        { values: product, start: 0, rowStep: columns, columnStep: 1 },
        { values: left, start: 0, rowStep: tl ? 1 : inner, columnStep: tl ? rows : 1 },
        { values: right, start: 0, rowStep: tr ? 1 : columns, columnStep: tr ? inner : 1 },
        { rows, columns, inner, segments: 1 },
      );
      product.forEach((value, at) => {
        expect(value).to.be.closeTo(expected[at] ?? Number.NaN, 1e-4);
      });
    });
    fc.assert(property, { numRuns: 200 });
  });

  it('sums over segments that are apart', () => {
    const left = Float32Array.of(1, 2, 99, 3, 4, 99);
    const right = Float32Array.of(1, 10, 100, 1000);
    const product = new Float32Array(1);
    addProduct(
      { values: product, start: 0, rowStep: 1, columnStep: 1 },
      { values: left, start: 0, rowStep: 0, columnStep: 1, segmentStep: 3 },
      { values: right, start: 0, rowStep: 1, columnStep: 0, segmentStep: 2 },
      { rows: 1, columns: 1, inner: 2, segments: 2 },
    );
    expect(product[0]).to.equal(4321);
  });
});
