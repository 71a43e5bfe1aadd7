import { expect } from 'chai';
import {
  parseEvaluationEvent,
  readEvaluationSettings,
} from '../../../../../functions/evaluate-model/event/evaluation-event.ts';

const CHOOSE = {
  action: 'chooseImages',
  executionName: 'e',
  validationLstKey: 'p/runs/e/test-data.lst',
  imagesPrefix: 'p/test/',
  sampleSize: 2000,
  redrives: 0,
};
const JUDGE = {
  action: 'judge',
  executionName: 'e',
  gate: { margin: 0.02, confidence: 0.95, maximumMissingShare: 0.01 },
  autoApprove: false,
  redrives: 0,
  evaluation: { redrives: 0 },
  model: { ModelName: 'm', ModelArn: 'arn:m' },
  trainingJobName: 'j',
  artifact: 's3://b/model.tar.gz',
  datasetHash: 'd',
  requestHash: 'r',
  trainLstUri: 's3://b/1',
  validationLstUri: 's3://b/2',
};

describe("the evaluation function's payload", () => {
  it('has no champion where no package is approved', () => {
    expect(parseEvaluationEvent({ ...CHOOSE, champion: { packages: [] } })).to.deep.equal(CHOOSE);
    expect(parseEvaluationEvent(CHOOSE)).to.deep.equal(CHOOSE);
  });

  it("has the champion's address and what is known of it", () => {
    const ModelPackageArn = 'arn:1';
    const described = { ModelPackageArn, CustomerMetadataProperties: { model: 'm', odd: 1 }, ModelPackageStatus: 'x' };
    const parsed = parseEvaluationEvent({
      ...CHOOSE,
      champion: { packages: [{ ModelPackageArn }], package: described },
    });
    expect(parsed).to.deep.include({ champion: { arn: 'arn:1', metadata: { model: 'm' } } });
    // Not described: nothing is known of it but that it is there.
    expect(parseEvaluationEvent({ ...CHOOSE, champion: { packages: [{ ModelPackageArn }] } })).to.deep.include({
      champion: { arn: 'arn:1', metadata: {} },
    });
  });

  it('may leave out floors, guarded classes and the commit, or have null for them', () => {
    const model = {
      name: 'm',
      arn: 'arn:m',
      trainingJob: 'j',
      artifact: 's3://b/model.tar.gz',
      datasetHash: 'd',
      requestHash: 'r',
      trainLst: 's3://b/1',
      validationLst: 's3://b/2',
    };
    const gate = { margin: 0.02, confidence: 0.95, maximumMissingShare: 0.01, minimumRecall: {}, guardedClasses: [] };
    const expected = { action: 'judge', executionName: 'e', gate, autoApprove: false, isRedriven: false, model };
    expect(parseEvaluationEvent(JUDGE)).to.deep.equal(expected);
    const evaluation = { redrives: 0, modelFailure: null };
    const nulls = { ...JUDGE, gitCommit: null, evaluation, gate: { ...JUDGE.gate, minimumAccuracy: null } };
    expect(parseEvaluationEvent(nulls)).to.deep.equal(expected);
    expect(parseEvaluationEvent({ ...JUDGE, redrives: 1 })).to.deep.equal({ ...expected, isRedriven: true });
  });

  it('is refused with every problem at once', () => {
    const wrong = { ...CHOOSE, executionName: '', imagesPrefix: 'p/test', sampleSize: 0, champion: { package: {} } };
    expect(() => parseEvaluationEvent(wrong)).to.throw(
      'the function cannot work with what it was given: ' +
        'payload member imagesPrefix is "p/test" and must be a key prefix with its slash; ' +
        'payload member sampleSize is 0 and must be a number from 1 to 10000000; ' +
        'payload member champion.package is {} and must be a model package with its ModelPackageArn; ' +
        'payload member executionName is "" and must be a text',
    );
    expect(() =>
      parseEvaluationEvent({
        ...JUDGE,
        autoApprove: 'no',
        model: {},
        gate: { margin: -1, confidence: 95, minimumRecall: { cat: 2 }, guardedClasses: 'cat' },
      }),
    ).to.throw(
      'the function cannot work with what it was given: ' +
        'payload member gate.confidence is 95 and must be a number from 0.5 to 0.9999; ' +
        'payload member gate.minimumRecall.cat is 2 and must be a number from 0 to 1; ' +
        'payload member gate.guardedClasses is "cat" and must be a list of class names; ' +
        'payload member gate.margin is -1 and must be a number from 0 to 1; ' +
        'payload member gate.maximumMissingShare is undefined and must be a number from 0 to 1; ' +
        'payload member autoApprove is "no" and must be true or false; ' +
        'payload member model.ModelName is undefined and must be a text; ' +
        'payload member model.ModelArn is undefined and must be a text',
    );
  });

  for (const action of [undefined, 'keepLabels', 1]) {
    it(`is refused for the action ${JSON.stringify(action)}`, () => {
      expect(() => parseEvaluationEvent({ ...CHOOSE, action })).to.throw(
        `payload member action is ${JSON.stringify(action)} and must be "chooseImages" or "judge"`,
      );
    });
  }

  it('comes with an environment, of which every missing variable is named', () => {
    expect(readEvaluationSettings({ DATASET_BUCKET: 'b', DATASET_PREFIX: 'p' })).to.deep.equal({
      bucket: 'b',
      prefix: 'p',
    });
    expect(() => readEvaluationSettings({})).to.throw(
      'environment variable DATASET_BUCKET is not set; environment variable DATASET_PREFIX is not set',
    );
  });
});
