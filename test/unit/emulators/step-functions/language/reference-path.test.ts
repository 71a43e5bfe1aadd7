import { expect } from 'chai';
import type { Json } from '../../../../../emulators/step-functions/language/json.ts';
import { isReferencePath, setAt } from '../../../../../emulators/step-functions/language/json-path/reference-path.ts';

const SET: readonly (readonly [document: Json, path: string, changed: Json])[] = [
  [{ a: 1 }, '$', 'new'],
  [{ a: 1 }, '$.a', { a: 'new' }],
  [{ a: 1 }, '$.b', { a: 1, b: 'new' }],
  [{ a: 1 }, '$.b.c.d', { a: 1, b: { c: { d: 'new' } } }],
  [{ a: { b: 1, c: 2 } }, '$.a.b', { a: { b: 'new', c: 2 } }],
  [{ a: [1, 2, 3] }, '$.a[0]', { a: ['new', 2, 3] }],
  [{ a: [1, 2, 3] }, '$.a[2]', { a: [1, 2, 'new'] }],
  [{ a: [{ b: 1 }, 2] }, '$.a[0].c', { a: [{ b: 1, c: 'new' }, 2] }],
  [[1], '$[0]', ['new']],
  [{}, '$.constructor', { constructor: 'new' }],
];
const REFUSED: readonly (readonly [document: Json, path: string])[] = [
  [{ a: [1, 2, 3] }, '$.a[3]'],
  [{ a: [1, 2, 3] }, '$.a[-1]'],
  [{ a: 1 }, '$.a.b'],
  [{ a: null }, '$.a.b'],
  [{ a: [1] }, '$.a.b'],
  [{ a: {} }, '$.a[0]'],
  [{}, '$.a[0]'],
  ['text', '$.a'],
  [{ a: [1] }, '$.a[*]'],
  [{ a: [1] }, '$..a'],
];

describe('a path that names one place', () => {
  for (const [document, path, changed] of SET) {
    it(`puts a value at ${path} of ${JSON.stringify(document)}`, () => {
      const before = JSON.stringify(document);
      expect(JSON.stringify(setAt(document, path, 'new'))).to.equal(JSON.stringify(changed));
      expect(JSON.stringify(document)).to.equal(before);
    });
  }

  for (const [document, path] of REFUSED) {
    it(`finds no place at ${path} of ${JSON.stringify(document)}`, () => {
      expect(() => setAt(document, path, 'new'))
        .to.throw(
          `[rehearsal] The ResultPath '${path}' names a place that the input '${JSON.stringify(document)}' cannot have`,
        )
        .with.property('errorName', 'States.ResultPathMatchFailure');
    });
  }

  it('has members and indices only', () => {
    for (const path of ['$', '$.a', "$['a b']", '$[0]', '$.a[0].b']) expect(isReferencePath(path), path).to.equal(true);
    for (const path of ['', 'a', '$.', '$.*', '$..a', '$[0,1]', '$[0:1]', "$['a','b']", '$[?(@.a)]', '$.a.length()']) {
      expect(isReferencePath(path), path).to.equal(false);
    }
  });
});
