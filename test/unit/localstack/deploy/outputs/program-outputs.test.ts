import { expect } from 'chai';
import { programOutputs } from '../../../../../localstack/deploy/outputs/program-outputs.ts';
import { errorOf } from '../../../../support/error-of.ts';

const module = (source: string, type = 'text/javascript') => import(`data:${type},${encodeURIComponent(source)}`);

// As runProgram of @pulumi/pulumi's cmd/run does it, version 3.248.0.
describe('the outputs of a program', () => {
  it('are its named exports', async () => {
    expect(await programOutputs(await module('export const bucket = "b"; export const count = 2;'))).to.deep.equal({
      bucket: 'b',
      count: 2,
    });
  });

  it('are the members of its default export', async () => {
    expect(await programOutputs(await module('export default { bucket: "b" };'))).to.deep.equal({ bucket: 'b' });
  });

  it('are what a default export that is a function gives, once that is there', async () => {
    const program = await module('export default async () => ({ bucket: "b" });');
    expect(await programOutputs(program)).to.deep.equal({ bucket: 'b' });
  });

  it('are none where the program exports nothing, or a function that gives nothing', async () => {
    expect(await programOutputs(await module(''))).to.deep.equal({});
    expect(await programOutputs(await module('export default async () => undefined;'))).to.deep.equal({});
  });

  it('are the exports of a CommonJS module, each once', async () => {
    const exported = { bucket: 'b', count: 2 };
    expect(await programOutputs({ default: exported, 'module.exports': exported, bucket: 'b' })).to.deep.equal(
      exported,
    );
    // Node 22 gives no `module.exports` by name.
    const compiled = { ...exported, __esModule: true };
    expect(await programOutputs({ default: compiled, ...compiled })).to.deep.equal(compiled);
  });

  it('cannot be both a default export and named ones', async () => {
    const error = await errorOf(programOutputs(await module('export default { a: 1 }; export const b = 2;')));
    expect(error.message).to.equal(
      'the program has a default export beside b: Pulumi takes a default export or named exports, not both',
    );
  });
});
