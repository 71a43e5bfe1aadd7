import { expect } from 'chai';
import { FAULT_MENU, faultEntry, kindOfFault } from '../../../../../console/model/faults/fault-words.ts';
import { FAULT_KINDS, faultText } from '../../../../../emulators/sagemaker/faults/fault.ts';
import { checkFaults } from '../../../../../emulators/sagemaker/faults/fault-entry.ts';

describe('the menu of faults in the console', () => {
  it('is that of the emulator, with its parameters', () => {
    const shown = FAULT_MENU.map(({ kind, hits, parameters }) => [
      kind,
      hits,
      parameters.filter((one) => one !== 'name').sort(),
    ]);
    const known = Object.entries(FAULT_KINDS).map(([kind, { target, settings }]) => [
      kind,
      `${target}s`,
      [...settings].sort(),
    ]);
    expect(shown).to.have.deep.members(known);
  });

  it('sends what the emulator takes, and finds it again in its list', () => {
    const values = { which: ' 2- ', name: 'job-*', operation: 'CreateModel', for: '5s', epochs: '2' };
    for (const { kind, parameters } of FAULT_MENU) {
      const given = Object.entries(values).filter(
        ([name]) => name === 'which' || parameters.some((one) => one === name),
      );
      const { faults, problems } = checkFaults([faultEntry(kind, Object.fromEntries(given))], () => kind);
      expect(problems).to.deep.equal([]);
      expect(faults.map((fault) => kindOfFault(faultText(fault)))).to.deep.equal([kind]);
    }
    expect(faultEntry('capacity', { which: ' 2- ', name: ' ' })).to.deep.equal({ kind: 'capacity', which: '2-' });
  });
});
