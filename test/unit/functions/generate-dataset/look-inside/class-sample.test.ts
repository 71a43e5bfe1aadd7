import { expect } from 'chai';
import fc from 'fast-check';
import { ClassSample } from '../../../../../functions/generate-dataset/look-inside/class-sample.ts';

const keysOf = (sample: ClassSample) => sample.images.map(({ key }) => key);

describe('the sample of a class', () => {
  it('is the same in whatever order the keys come', () => {
    const entries = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(500)), {
      selector: ([name, number]) => `${name}/${number}`,
    });
    fc.assert(
      fc.property(entries, fc.integer({ min: 0, max: 4 }), (all, perClass) => {
        const [forth, back] = [new ClassSample(perClass), new ClassSample(perClass)];
        for (const [name, number] of all) forth.take(name, `${name}/${number}.jpg`, number);
        for (const [name, number] of all.toReversed()) back.take(name, `${name}/${number}.jpg`, number);
        expect(forth.images).to.deep.equal(back.images);
        const counts = ['a', 'b', 'c'].map((name) => all.filter(([other]) => other === name).length);
        const expected = counts.reduce((sum, count) => sum + Math.min(count, perClass), 0);
        expect(forth.images).to.have.length(expected);
      }),
      { seed: 12 },
    );
  });

  it('is spread over the class', () => {
    const sample = new ClassSample(10);
    for (let number = 0; number < 1000; number += 1) sample.take('a', `a/${String(number).padStart(4, '0')}.jpg`, 1);
    const hundreds = new Set(keysOf(sample).map((key) => key.slice(0, 4)));
    expect(hundreds.size).to.be.greaterThan(3);
  });

  it('is of a thousand classes at most, the same ones in whatever order they come', () => {
    const names = Array.from({ length: 5000 }, (_, number) => `class-${number}`);
    const [forth, back] = [new ClassSample(1), new ClassSample(1)];
    for (const name of names) forth.take(name, `${name}/1.jpg`, 1);
    for (const name of names.toReversed()) back.take(name, `${name}/1.jpg`, 1);
    expect(keysOf(forth)).to.have.length(1000).and.to.deep.equal(keysOf(back));
  });
});
