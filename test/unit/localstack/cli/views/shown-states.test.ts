import { expect } from 'chai';
import { plannedToShow, withState } from '../../../../../localstack/cli/views/shown-states.ts';

const PLANNED = ['Find champion', 'Choose images', 'Compare'].map((name) => ({ name, isTraining: false }));
const entered = (name: string, sinceMs = 1) => ({ name, status: 'running', durationMs: 0, sinceMs }) as const;

describe('the states that are shown', () => {
  it('keep their order while they change', () => {
    const shown = withState(withState(plannedToShow(PLANNED), entered('Find champion')), entered('Choose images', 7));
    expect([...shown.keys()]).to.deep.equal(['Find champion', 'Choose images', 'Compare']);
    expect(shown.get('Choose images')).to.deep.equal(entered('Choose images', 7));
  });

  it('take one that a Choice led to where the execution is', () => {
    const begun = withState(plannedToShow(PLANNED), entered('Find champion'));
    const shown = withState(withState(begun, entered('Describe champion')), entered('Choose images'));
    expect([...shown.keys()]).to.deep.equal(['Find champion', 'Describe champion', 'Choose images', 'Compare']);
  });
});
