import { expect } from 'chai';
import { Variables } from '../../../../../emulators/step-functions/language/variables.ts';

/** Whose JSON has so many bytes. */
const text = (bytes: number) => 'x'.repeat(bytes - 2);
const MAX_ASSIGNED = 262_144;
const MAX_TOTAL = 10_485_760;

// https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html and the quotas on
// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html: 256 KiB a state, 10 MiB an execution.
describe('the variables of a scope', () => {
  it('are its own and those around it', () => {
    const outer = new Variables();
    outer.assign({ a: 1, n: null });
    const inner = new Variables(outer);
    inner.assign({ b: 2 });
    expect(['a', 'n', 'b', 'toString'].map((name) => inner.get(name))).to.deep.equal([1, null, 2, undefined]);
    expect(outer.get('b')).to.equal(undefined);
    outer.assign({ a: 3 });
    expect(inner.get('a')).to.equal(3);
  });

  it('are not assigned from within another scope, not even where they are null', () => {
    const outer = new Variables();
    outer.assign({ a: 1, n: null });
    for (const name of ['a', 'n']) {
      expect(() => new Variables(outer).assign({ [name]: 2 }))
        .to.throw(
          `[rehearsal] The variable '${name}' belongs to the states around and cannot be assigned here; take another name`,
        )
        .with.property('errorName', 'States.Runtime');
    }
  });

  it('take 262,144 bytes from one state', () => {
    const variables = new Variables();
    variables.assign({ a: text(MAX_ASSIGNED - 4), b: 'éé'.slice(0, 1) });
    expect(() => variables.assign({ a: text(MAX_ASSIGNED - 3), b: 'é' }))
      .to.throw('[rehearsal] The variables assigned by one state have 262145 bytes; at most 262144 are allowed')
      .with.property('errorName', 'States.DataLimitExceeded');
    expect(variables.get('a')).to.have.length(MAX_ASSIGNED - 6);
  });

  it('take 10 MiB in all, those around counted', () => {
    const outer = new Variables();
    for (let at = 0; at < 20; at += 1) outer.assign({ [`o${at}`]: text(MAX_ASSIGNED) });
    const inner = new Variables(outer);
    for (let at = 0; at < 20; at += 1) inner.assign({ [`i${at}`]: text(MAX_ASSIGNED) });
    // 40 times 256 KiB are 10 MiB. Another value for a variable takes the place of the old one.
    inner.assign({ i0: text(MAX_ASSIGNED) });
    inner.assign({});
    expect(() => inner.assign({ one: 1 }))
      .to.throw(
        `[rehearsal] The variables of the execution have ${MAX_TOTAL + 1} bytes; at most ${MAX_TOTAL} are allowed`,
      )
      .with.property('errorName', 'States.DataLimitExceeded');
  });
});
