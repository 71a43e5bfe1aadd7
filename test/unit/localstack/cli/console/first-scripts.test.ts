import { expect } from 'chai';
import { firstScripts } from '../../../../../localstack/cli/console/first-scripts.ts';

describe('the scripts that a page begins with', () => {
  it('are those that its entry imports or asks for, and what those import, but not what they ask for later', () => {
    const output = (...imports: readonly (readonly [path: string, kind: 'import-statement' | 'dynamic-import'])[]) => ({
      bytes: 1,
      inputs: {},
      exports: [],
      imports: imports.map(([path, kind]) => ({ path: `console/${path}`, kind })),
    });
    const outputs = {
      'console/page.js': output(
        ['shared.js', 'import-statement'],
        ['some-A1.js', 'dynamic-import'],
        ['main.js', 'dynamic-import'],
      ),
      'console/some-A1.js': output(['more.js', 'import-statement']),
      'console/main.js': output(
        ['view.js', 'import-statement'],
        ['shared.js', 'import-statement'],
        ['other.js', 'dynamic-import'],
      ),
      'console/view.js': output(['page.js', 'import-statement']),
      'console/shared.js': output(),
      'console/other.js': output(['more.js', 'import-statement']),
      'console/more.js': output(),
    };
    expect(firstScripts({ outputs }, 'page.js', 'some')).to.deep.equal(['shared.js', 'main.js', 'view.js']);
  });
});
