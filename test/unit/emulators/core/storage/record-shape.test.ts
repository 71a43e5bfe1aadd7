import { expect } from 'chai';
import {
  type Guard,
  ifPresent,
  isFlag,
  isNumber,
  isObject,
  isText,
  isTextMap,
  listOf,
  mapOf,
  oneOf,
  record,
} from '../../../../../emulators/core/storage/record-shape.ts';

interface Kettle {
  readonly name: string;
  readonly cups?: number;
}

const isKettle = record<Kettle>({ name: isText, cups: ifPresent(isNumber) });

/** A guard, what it takes and what it does not. */
const rows: readonly [name: string, guard: Guard<unknown>, taken: readonly unknown[], refused: readonly unknown[]][] = [
  ['a text', isText, ['', 'a'], [1, null, undefined, [], {}]],
  ['a number', isNumber, [0, -1.5], ['1', null, true]],
  ['a flag', isFlag, [true, false], ['true', 0, null]],
  ['an object', isObject, [{}, { a: 1 }], [null, [], 'a', undefined]],
  ['one of some values', oneOf('a', 'b'), ['a', 'b'], ['c', '', null, ['a']]],
  ['a list', listOf(isText), [[], ['a', 'b']], [['a', 1], 'a', {}, null, { length: 0 }]],
  ['a map', mapOf(isNumber), [{}, { a: 1, b: 2 }], [{ a: 1, b: '2' }, [1], null, 'a']],
  ['a map of texts', isTextMap, [{}, { a: 'b' }], [{ a: 1 }, ['a']]],
  [
    'a record',
    isKettle,
    [{ name: 'a' }, { name: 'a', cups: 2 }, { name: 'a', cups: undefined }, { name: 'a', later: [] }],
    [{}, { name: 1 }, { name: 'a', cups: '2' }, { name: 'a', cups: null }, { cups: 2 }, [], null],
  ],
];

describe('what is read from disk', () => {
  for (const [name, guard, taken, refused] of rows) {
    it(`is ${name}, or is not`, () => {
      for (const value of taken) expect(guard(value), JSON.stringify(value)).to.equal(true);
      for (const value of refused) expect(guard(value), JSON.stringify(value)).to.equal(false);
    });
  }
});
