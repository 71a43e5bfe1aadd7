import { expect } from 'chai';
import type { ApiModel, Shape } from '../../../../../emulators/core/validation/api-model.ts';
import { queryMembers } from '../../../../../emulators/core/validation/query-input.ts';
import { QUERY_TYPES } from '../../../../../emulators/core/validation/query-types.ts';
import { findViolations } from '../../../../../emulators/core/validation/shape-validator.ts';
import { requireShallow, TypedInput } from '../../../../../emulators/core/validation/typed-input.ts';
import { validationMessage } from '../../../../../emulators/core/validation/violation.ts';
import { AwsError } from '../../../../../emulators/core/wire/aws-error.ts';

/** A made-up service: boxes in boxes, prices and amounts. */
const BOX: Shape = { type: 'structure', members: { Box: { shape: 'Box' }, Label: { shape: 'Text' } } };
const SHAPES: Readonly<Record<string, Shape>> = {
  Box: BOX,
  Text: { type: 'string' },
  Price: { type: 'double', min: 0.5, max: 9 },
  Amount: { type: 'integer', min: 1 },
  Prices: { type: 'map', key: { shape: 'Text' }, value: { shape: 'Price' } },
  Amounts: { type: 'list', member: { shape: 'Amount' } },
};
const MODEL: ApiModel = {
  metadata: { apiVersion: '2026-01-01', protocol: 'query' },
  inputs: { Pack: 'Box' },
  shapes: SHAPES,
  operationNames: ['Pack'],
};

function refusal(call: () => unknown): AwsError {
  try {
    call();
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('a form whose names have many steps', () => {
  const boxes = (count: number) => `${'Box.'.repeat(count)}Label`;
  const nested = (count: number): object => (count === 0 ? { Label: 'x' } : { Box: nested(count - 1) });

  it('is read down to fifteen steps before the last name, and no deeper', () => {
    expect(queryMembers(MODEL, BOX, new URLSearchParams({ [boxes(15)]: 'x' }))).to.deep.equal(nested(15));
    expect(queryMembers(MODEL, BOX, new URLSearchParams({ [boxes(16)]: 'x', Label: 'y' }))).to.deep.equal({
      Label: 'y',
    });
  });
});

describe('a request that is nested deeply', () => {
  const nested = (levels: number): unknown => (levels === 0 ? 'x' : [nested(levels - 1)]);

  it('is taken with 65 containers in each other, and refused with 66 as a bad request', () => {
    expect(() => requireShallow(nested(65), 'SerializationException')).not.to.throw();
    const error = refusal(() => requireShallow(nested(66), 'SerializationException'));
    expect([error.code, error.httpStatus, error.message]).to.deep.equal([
      'SerializationException',
      400,
      '[rehearsal] the request is nested deeper than 64 levels',
    ]);
  });
});

describe('a value of another type', () => {
  it('is a bad request that names it, as far as it has a text', () => {
    const typed = new TypedInput(MODEL, QUERY_TYPES);
    for (const [written, shown] of [
      [{ Box: 'x' }, `'Box' is the JSON string "x"`],
      [{ Box: { Label: ['x'] } }, "'Box.Label' is a JSON array"],
      ['x', 'the request is the JSON string "x"'],
      [undefined, 'the request is the JSON undefined undefined'],
    ] as const) {
      const error = refusal(() => typed.read(BOX, written, ''));
      expect(error.httpStatus).to.equal(400);
      expect(error.message).to.contain(`[rehearsal] ${shown}; the API takes `);
    }
  });
});

describe('numbers in lists and maps', () => {
  const violations = (shape: string, value: unknown) => {
    const found = findViolations(MODEL, SHAPES[shape] ?? BOX, value, shape.toLowerCase());
    return found.length === 0 ? 'none' : validationMessage(found);
  };

  // AWS names the whole map or list with all constraints of its elements; doubles are written as Java writes them.
  it('are named with every constraint of theirs, doubles as Java writes them', () => {
    expect(violations('Prices', { a: 9.5, b: 1 })).to.equal(
      "1 validation error detected: Value '{a=9.5, b=1.0}' at 'prices' failed to satisfy constraint: " +
        'Map value must satisfy constraint: [Member must have value less than or equal to 9.0, ' +
        'Member must have value greater than or equal to 0.5]',
    );
    expect(violations('Prices', { a: 9, b: 0.5 })).to.equal('none');
  });

  it('have a lower limit alone where the model has no upper one', () => {
    expect(violations('Amounts', [1, 0])).to.equal(
      "1 validation error detected: Value '[1, 0]' at 'amounts' failed to satisfy constraint: " +
        'Member must satisfy constraint: [Member must have value greater than or equal to 1]',
    );
    expect(violations('Amounts', [1, 2])).to.equal('none');
  });
});
