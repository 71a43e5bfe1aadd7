import { expect } from 'chai';
import { type RecordedResource, recordProgram } from '../../preview/program-recording.ts';
import { recordDevStack } from './recorded-program.ts';

describe('a program with a wrong configuration', () => {
  it('reports every problem and registers nothing', async () => {
    const wrong = { instanceType: 'ml.m5.large', epochs: '3', hyperparameters: '{"top_k":1}' };
    const registered: RecordedResource[] = [];
    const error: unknown = await recordDevStack(wrong, 'mars-1', registered).catch((reason: unknown) => reason);
    expect(registered).to.deep.equal([]);
    expect(error).to.be.instanceOf(Error);
    const lines = (error as Error).message.split('\n');
    expect(lines[0]).to.equal('the configuration of stack "dev" (Pulumi.dev.yaml) has 4 problems:');
    expect(lines.slice(1).map((line) => line.slice(0, line.indexOf(':', 8)))).to.deep.equal([
      ' - aws:region is "mars-1"',
      ' - instanceType is "ml.m5.large"',
      ' - hyperparameters.top_k is 1',
      ' - epochs is not a key of this project',
    ]);
  });

  it('lets the recorder see a failure of the program as such', async () => {
    const failing = () => Promise.reject(new Error('program failed'));
    const error: unknown = await recordProgram(failing, { project: 'p', stack: 's', values: {} }).catch(
      (e: unknown) => e,
    );
    expect(error).to.have.property('message', 'program failed');
  });
});
