import { expect } from 'chai';
import { TrainingLog } from '../../../../localstack/rehearsal/training-log.ts';

describe('the training log as it is read', () => {
  it("gives an epoch's metrics when its validation accuracy is printed", () => {
    const log = new TrainingLog();
    // The form in which the built-in algorithm writes them to CloudWatch Logs.
    expect(log.take('[01/11/2022 01:35:20 INFO 139782187484992] Epoch[2] Train-accuracy=0.581019')).to.equal(undefined);
    expect(log.take('[01/11/2022 01:35:20 INFO 139782187484992] Epoch[2] Time cost=12.345')).to.equal(undefined);
    expect(log.take('[01/11/2022 01:35:26 INFO 139782187484992] Epoch[2] Validation-accuracy=0.729492')).to.deep.equal({
      epoch: 2,
      trainAccuracy: 0.581019,
      validationAccuracy: 0.729492,
    });
    expect(log.epochs).to.have.length(1);
  });
});
