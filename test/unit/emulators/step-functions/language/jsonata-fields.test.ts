import { expect } from 'chai';
import {
  evaluateJsonata,
  expressionIn,
  fillJsonata,
  typedJsonata,
} from '../../../../../emulators/step-functions/language/jsonata/jsonata.ts';
import { bindingsFor } from '../../../../../emulators/step-functions/language/jsonata/jsonata-references.ts';
import { Variables } from '../../../../../emulators/step-functions/language/variables.ts';

describe('an expression in a field', () => {
  it('is a string that begins and ends with the marks', () => {
    const expressions: readonly (readonly [unknown, string | undefined])[] = [
      ['{% 1 %}', '1'],
      ['{%%}', ''],
      ['{%  a\n %}', 'a'],
      ['{%}', undefined],
      ['{% 1', undefined],
      ['1 %}', undefined],
      [' {% 1 %}', undefined],
      ['', undefined],
      [7, undefined],
      [null, undefined],
    ];
    for (const [value, expression] of expressions) expect(expressionIn(value), String(value)).to.equal(expression);
  });

  const variables = new Variables();
  variables.assign({ v: 7, list: [1] });
  const scope = { states: { input: { a: 1 }, context: { c: 2 } }, variables, random: () => 0.5 };

  it('gives its value wherever it is in a template', () => {
    const template = { a: ['{% $v %}', 'plain'], b: { c: '{% $states.input %}' }, d: null, e: 1 };
    expect(fillJsonata(template, 'Output', scope)).to.deep.equal({
      a: [7, 'plain'],
      b: { c: { a: 1 } },
      d: null,
      e: 1,
    });
  });

  const said = (expression: string, rest: string, field = 'Output') =>
    `The JSONata expression '${expression}' specified for the field '${field}' ${rest}`;
  it('is named with its place where it fails', () => {
    expect(() => fillJsonata({ a: [1, { b: '{% $none %}' }] }, 'Output', scope))
      .to.throw(said('$none', 'returned nothing (undefined).', 'Output/a[1]/b'))
      .with.property('location', 'Output/a[1]/b');
    const failures: readonly (readonly [string, string])[] = [
      ['$none', 'returned nothing (undefined).'],
      ['$sum', 'returned an unsupported result type.'],
      ['$range(1, 2, 0)', 'threw an error during evaluation: [rehearsal] the step of $range must not be 0'],
      [
        '1 + "a"',
        'threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number',
      ],
    ];
    for (const [expression, rest] of failures) {
      expect(() => evaluateJsonata(expression, 'Output', scope))
        .to.throw(said(expression, rest))
        .with.include({ errorName: 'States.QueryEvaluationError', location: 'Output' });
    }
  });

  it('gives a value of the type that a field needs', () => {
    const values: readonly (readonly [
      string,
      'null' | 'boolean' | 'number' | 'string' | 'array' | 'object',
      string,
    ])[] = [
      ['null', 'null', 'null'],
      ['true', 'boolean', 'true'],
      ['1', 'number', '1'],
      ['"x"', 'string', '"x"'],
      ['[1]', 'array', '[1]'],
      ['{"a": 1}', 'object', '{"a":1}'],
    ];
    for (const [expression, type, text] of values) {
      for (const [, wanted] of values) {
        const typed = () => typedJsonata(`{% ${expression} %}`, 'F', wanted, scope);
        if (type === wanted) expect(typed()).to.deep.equal(JSON.parse(text));
        else {
          expect(typed)
            .to.throw(
              said(
                expression,
                `returned an unexpected result type. Expected '${wanted}', but was '${type}' for value: ${text}`,
                'F',
              ),
            )
            .with.property('location', 'F');
        }
      }
    }
    // What no expression gave is validation's to refuse.
    expect(typedJsonata('text', 'F', 'number', scope)).to.equal('text');
  });

  it('sees the variables and the members of $states that it names, and no others', () => {
    const states = { input: 1, context: 2, result: 3 };
    const seen = (expression: string) => bindingsFor(expression, states, variables);
    expect(seen('1')).to.deep.equal({ states: {} });
    expect(seen('$v + $none + $sum($list)')).to.deep.equal({ v: 7, list: [1], states: {} });
    expect(seen('$states.input')).to.deep.equal({ states: { input: 1 } });
    expect(seen('$states . input + $states.context')).to.deep.equal({ states: { input: 1, context: 2 } });
    expect(seen('$states.none')).to.deep.equal({ states: {} });
    expect(seen('$states.toString')).to.deep.equal({ states: {} });
    expect(seen('$states')).to.deep.equal({ states });
    expect(seen('$states.input + $lookup($states, "result")')).to.deep.equal({ states });
    expect(seen('$v.input')).to.deep.equal({ v: 7, states: {} });
  });
});
