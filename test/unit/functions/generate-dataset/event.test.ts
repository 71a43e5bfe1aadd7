import { expect } from 'chai';
import { parseEvent, parseKeepLabels, readSettings } from '../../../../functions/generate-dataset/event.ts';

describe('the labels file in a payload', () => {
  const problemOf = (event: object) => {
    try {
      return JSON.stringify(parseEvent({ executionName: 'e', ...event }).labelsFile);
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };

  it('is taken where it is whole', () => {
    expect(problemOf({})).to.equal(undefined);
    expect(problemOf({ labelsFile: { path: 'a.csv', severalLabels: true } })).to.equal(
      '{"path":"a.csv","severalLabels":true}',
    );
    expect(problemOf({ labelsFile: { path: 'a', severalLabels: false, attribute: 'b' } })).to.equal(
      '{"path":"a","severalLabels":false,"attribute":"b"}',
    );
  });

  for (const labelsFile of [
    null,
    'a.csv',
    {},
    { path: '' },
    { path: 'a', severalLabels: 1 },
    { path: 'a', severalLabels: true, attribute: 1 },
  ]) {
    it(`is refused: ${JSON.stringify(labelsFile)}`, () => {
      expect(problemOf({ labelsFile })).to.equal(
        `the function cannot work with what it was given: payload member labelsFile is ${JSON.stringify(labelsFile)} and must be an object with path, below the prefix, severalLabels (true or false), and attribute or none`,
      );
    });
  }

  it('is refused where several functions list the images', () => {
    const fanOut = { step: 'plan', when: 'auto' };
    expect(problemOf({ labelsFile: { path: 'a', severalLabels: false }, fanOut })).to.equal(
      'the function cannot work with what it was given: payload members fanOut and labelsFile do not go together: one function reads the labels and lists the images; leave one of them out',
    );
  });
});

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

  it('takes the rules of the report and of retraining', () => {
    const rules = { duplicatesAcrossSplits: 'error', maximumClassRatio: 3 };
    const retraining = { requestHash: 'r', retrainWhenUnchanged: true, minimumNewImages: 7 };
    expect(parseEvent({ executionName: 'run', rules, retraining })).to.deep.equal({
      executionName: 'run',
      rules: {
        duplicatesAcrossSplits: 'error',
        duplicatesAcrossClasses: 'warning',
        maximumClassRatio: 3,
        allowVanishedClasses: false,
      },
      retraining,
    });
  });

  it('takes force from the input of the execution, which may be any JSON', () => {
    expect(parseEvent({ executionName: 'run', input: { force: true } })).to.deep.include({ force: true });
    for (const input of [{}, { force: false }, 'text', null, [1], 7]) {
      expect(parseEvent({ executionName: 'run', input })).to.deep.equal({ executionName: 'run' });
    }
    expect(() => parseEvent({ executionName: 'run', input: { force: 'yes' } })).to.throw(
      `the execution's input has force "yes", which must be true or false`,
    );
  });

  it('names what is wrong with the rules', () => {
    const rules = { duplicatesAcrossSplits: 'never', maximumClassRatio: 0, allowVanishedClasses: 1 };
    expect(() => parseEvent({ executionName: 'run', rules, retraining: {} })).to.throw(
      'payload member rules.duplicatesAcrossSplits is "never" and must be "warning" or "error"; payload member rules.maximumClassRatio is 0 and must be a number from 1; payload member rules.allowVanishedClasses is 1 and must be true or false; payload member retraining.requestHash is undefined and must be text',
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

describe('parseKeepLabels', () => {
  it('takes what asks for it, and leaves all other payloads to others', () => {
    const event = { action: 'keepLabels', executionName: 'run', modelName: 'model' };
    expect(parseKeepLabels(event)).to.deep.equal({ executionName: 'run', modelName: 'model' });
    expect(parseKeepLabels({ executionName: 'run' })).to.equal(undefined);
  });

  it('names every problem', () => {
    expect(() => parseKeepLabels({ action: 'keep', modelName: '' }))
      .to.throw(
        'payload member action is "keep" and must be "keepLabels", "tellTrainingFailure" or absent; payload member executionName is undefined and must be a name; payload member modelName is "" and must be a name',
      )
      .with.property('name', 'InvalidRequestError');
  });
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
