import { expect } from 'chai';
import { plannedStates } from '../../../../localstack/rehearsal/planned-states.ts';

const SYNC = 'arn:aws:states:::sagemaker:createTrainingJob.sync';

describe('the states that an execution is expected to come through', () => {
  it('follow each other along Next, and the one that trains is known by its resource', () => {
    const States = {
      Fit: { Type: 'Task', Resource: SYNC, Next: 'Train-like' },
      List: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:f', Next: 'Fit' },
      'Train-like': { Type: 'Task', Resource: 'arn:aws:states:::sagemaker:createModel', End: true },
      Elsewhere: { Type: 'Pass', End: true },
    };
    expect(plannedStates({ StartAt: 'List', States })).to.deep.equal([
      { name: 'List', isTraining: false },
      { name: 'Fit', isTraining: true },
      { name: 'Train-like', isTraining: false },
    ]);
  });

  it('follow the default of a decision, which is not shown itself', () => {
    const States = {
      List: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: 'Ask' },
      Ask: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'Over' }], Default: 'Fit' },
      Fit: { Type: 'Task', Resource: SYNC, End: true },
      Over: { Type: 'Succeed' },
    };
    expect(plannedStates({ StartAt: 'List', States })).to.deep.equal([
      { name: 'List', isTraining: false },
      { name: 'Fit', isTraining: true },
    ]);
  });

  it('are told once where they go round, and none where the definition says none', () => {
    const States = {
      Again: { Type: 'Task', Resource: 'arn:aws-cn:states:::sagemaker:createTrainingJob', Next: 'Again' },
    };
    expect(plannedStates({ StartAt: 'Again', States })).to.deep.equal([{ name: 'Again', isTraining: true }]);
    expect(plannedStates({})).to.deep.equal([]);
  });
});
