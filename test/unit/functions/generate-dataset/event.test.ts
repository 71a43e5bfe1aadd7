import { expect } from 'chai';
import { parseEvent, readSettings } from '../../../../functions/generate-dataset/event.ts';

describe('parseEvent', () => {
  it('takes the execution name and the class order', () => {
    expect(parseEvent({ executionName: 'run', classOrder: ['b', 'a'] })).to.deep.equal({
      executionName: 'run',
      classOrder: ['b', 'a'],
    });
  });

  it('takes no class order, or an empty one, for labels by name', () => {
    expect(parseEvent({ executionName: 'run' })).to.deep.equal({ executionName: 'run' });
    expect(parseEvent({ executionName: 'run', classOrder: [] })).to.deep.equal({ executionName: 'run' });
  });

  it('names every problem of a payload', () => {
    expect(() => parseEvent({ executionName: 7, classOrder: ['a', 'a'] })).to.throw(
      "the function cannot work with what it was given: payload member executionName is 7 and must be the execution's name; payload member classOrder must be a list of class names, each once",
    );
  });

  for (const payload of [undefined, null, 'text', 3, [], {}]) {
    it(`refuses ${JSON.stringify(payload)}`, () => {
      expect(() => parseEvent(payload))
        .to.throw('payload member executionName is undefined and must be')
        .with.property('name', 'InvalidRequestError');
    });
  }
});

describe('readSettings', () => {
  it('reads where the data set is', () => {
    const env = { DATASET_BUCKET: 'b', DATASET_PREFIX: 'p', TRAINING_JOB_NAME_PREFIX: 'j', HOME: '/' };
    expect(readSettings(env)).to.deep.equal({ bucket: 'b', prefix: 'p', trainingJobNamePrefix: 'j' });
  });

  it('names every variable that is missing', () => {
    expect(() => readSettings({ DATASET_PREFIX: 'p', DATASET_BUCKET: '' })).to.throw(
      'environment variable DATASET_BUCKET is not set; environment variable TRAINING_JOB_NAME_PREFIX is not set',
    );
  });
});
