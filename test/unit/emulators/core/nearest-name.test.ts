import { expect } from 'chai';
import { nearestName, suggestion } from '../../../../emulators/core/nearest-name.ts';

const LONG = 'NumberOfTrainingJobsOfOneAccountAtTheSameTime';

describe('the nearest name', () => {
  it('is the first of those with the fewest changes', () => {
    // "cat" to "hat" and "bat" is one letter each, to "chat" one more.
    expect(nearestName('cat', ['coats', 'hat', 'bat', 'chat'])).to.equal('hat');
  });

  it('is the one with fewer changes, wherever it stands, whatever its signs and letter case', () => {
    expect(nearestName('trainingjobs', ['training', 'trainingjob', 'TRAINING-JOBS', 'trainingjabs'])).to.equal(
      'TRAINING-JOBS',
    );
    expect(nearestName('trainingjobs', ['trainingjo', 'trainingjob'])).to.equal('trainingjob');
    expect(nearestName('max_run-time_', ['maxRunTime'])).to.equal('maxRunTime');
    expect(nearestName('a', [])).to.equal(undefined);
  });

  it('may be a third of its letters away, and one letter of a short one', () => {
    expect(nearestName('abcdef', ['abcdxy'])).to.equal('abcdxy');
    expect(nearestName('abcdef', ['abcxyz'])).to.equal(undefined);
    expect(nearestName('a', ['b'])).to.equal('b');
    expect(nearestName('a', ['bc'])).to.equal(undefined);
  });

  it('is found for a name of more than 32 letters', () => {
    expect(nearestName(LONG.replace('Training', 'Trainnig'), ['Number', LONG])).to.equal(LONG);
  });

  it('is suggested, or all that are known', () => {
    expect(suggestion('Max_Runtime', ['MaxRuntime', 'MaxWait'])).to.equal('did you mean "MaxRuntime"?');
    expect(suggestion('colour', ['size', 'name'])).to.equal('known are size, name');
  });
});
