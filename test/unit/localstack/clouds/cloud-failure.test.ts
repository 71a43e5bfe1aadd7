import { createServer } from 'node:http';
import { expect } from 'chai';
import { unlessCloudFails } from '../../../../localstack/clouds/cloud-failure.ts';
import { errorOf } from '../../../support/error-of.ts';

const ENDED = new Error('LocalStack ended by itself');
/** Nothing is there. */
const endpointUrl = 'http://127.0.0.1:9';
const REFUSED = new Error('connect ECONNREFUSED');

describe('work on a cloud that may end', () => {
  it('is as it is on a cloud that lives in this process', async () => {
    expect(await unlessCloudFails({ endpointUrl }, Promise.resolve(7))).to.equal(7);
    expect(await errorOf(unlessCloudFails({ endpointUrl }, Promise.reject(REFUSED)))).to.equal(REFUSED);
  });

  it('gives its result on one that lives', async () => {
    expect(await unlessCloudFails({ failed: new AbortController().signal, endpointUrl }, Promise.resolve(7))).to.equal(
      7,
    );
  });

  it('fails with the reason of the end, even while it waits for an answer', async () => {
    const cloud = new AbortController();
    const failure = errorOf(unlessCloudFails({ failed: cloud.signal, endpointUrl }, new Promise(() => undefined)));
    cloud.abort(ENDED);
    expect(await failure).to.equal(ENDED);
  });

  it('fails with that reason when a call was refused before the end was known, or after it', async () => {
    const cloud = new AbortController();
    const failure = errorOf(unlessCloudFails({ failed: cloud.signal, endpointUrl }, Promise.reject(REFUSED)));
    setImmediate(() => cloud.abort(ENDED));
    expect(await failure).to.equal(ENDED);
    expect(await errorOf(unlessCloudFails({ failed: cloud.signal, endpointUrl }, Promise.reject(REFUSED)))).to.equal(
      ENDED,
    );
  });

  it('fails with its own error where the cloud goes on', async () => {
    const server = createServer((_, response) => response.end('{"services": {}}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    try {
      const cloud = { failed: new AbortController().signal, endpointUrl: `http://127.0.0.1:${port}` };
      expect(await errorOf(unlessCloudFails(cloud, Promise.reject(REFUSED)))).to.equal(REFUSED);
    } finally {
      server.close();
    }
  });
});
