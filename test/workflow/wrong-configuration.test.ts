import { expect } from 'chai';
import { errorOf } from '../support/error-of.ts';
import { StartedTarget } from '../support/start-target.ts';
import { needing } from '../support/target-name.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { testHyperparameters } from '../support/test-stack.ts';

needing('deployment', 'a stack whose configuration is wrong', () => {
  const folder = useTemporaryFolder();

  it('is refused before any resource is made, with every problem', async () => {
    const config = {
      hyperparameters: { ...(await testHyperparameters()), epochs: 0 },
      instanceType: 'ml.p2.xlarge',
      datasetPrefx: 'x',
    };
    const error = await errorOf(StartedTarget.start({ dataFolder: folder(), config }));
    expect(error.message).to.contain('epochs');
    expect(error.message).to.contain('ml.p2.xlarge');
    expect(error.message).to.contain('datasetPrefx');
  });
});
