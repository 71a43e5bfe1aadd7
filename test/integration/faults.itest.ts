import { expect } from 'chai';
import type { FaultMenu } from '../../emulators/sagemaker/faults/fault-menu.ts';
import { sharedLocalStack } from '../support/localstack/shared-localstack.ts';

describe('faults on LocalStack', () => {
  it('are taken, listed and cleared at LocalStack’s own port, and not for pages in a browser', async () => {
    const { endpointUrl, faults } = await sharedLocalStack();
    const url = `${endpointUrl}/_rehearsal/faults`;
    const fault = { fault: 'capacity:1@nobody', seen: 0, fired: 0 };
    const added = await fetch(url, {
      method: 'POST',
      body: JSON.stringify({ kind: 'capacity', which: 1, name: 'nobody' }),
    });
    expect([added.status, await added.json()]).to.deep.equal([200, { faults: listed(faults) }]);
    expect(listed(faults).at(-1)).to.deep.equal(fault);
    const fromPage = await fetch(url, { method: 'POST', headers: { Origin: 'https://page.test' }, body: '"capacity"' });
    expect(fromPage.status).to.equal(403);
    expect(await (await fetch(url, { method: 'DELETE' })).json()).to.deep.equal({ faults: [] });
    expect(listed(faults)).to.deep.equal([]);
  });
});

function listed(faults: FaultMenu): readonly object[] {
  return faults.list().map(({ text, seen, fired }) => ({ fault: text, seen, fired }));
}
