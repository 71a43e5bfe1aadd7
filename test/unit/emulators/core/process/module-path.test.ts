import { expect } from 'chai';
import { modulePath } from '../../../../../emulators/core/process/module-path.ts';

describe('the path of a module that is started as a process', () => {
  it('is that of the source where the sources run', () => {
    expect(modulePath('../runtime/entry.ts', 'file:///project/lambda/sandbox/runtime-process.ts')).to.equal(
      '/project/lambda/runtime/entry.ts',
    );
  });

  it('is that of the JavaScript in a built package', () => {
    expect(modulePath('./janitor-process.ts', 'file:///package/dist/docker/janitor.js')).to.equal(
      '/package/dist/docker/janitor-process.js',
    );
  });
});
