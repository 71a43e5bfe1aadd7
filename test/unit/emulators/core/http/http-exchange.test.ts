import { Readable } from 'node:stream';
import { expect } from 'chai';
import { readBody } from '../../../../../emulators/core/http/http-exchange.ts';
import { errorOf } from '../../../../support/error-of.ts';

describe('the body of a request', () => {
  it('is read up to its limit, in whatever pieces it comes', async () => {
    expect(String(await readBody(Readable.from([Buffer.from('ab'), 'c', Buffer.from('de')]), 5))).to.equal('abcde');
    expect((await readBody(Readable.from([]), 0)).length).to.equal(0);
  });

  it('that is larger is refused, and what is left of it is thrown away as it comes', async () => {
    const body = Readable.from([Buffer.from('abc'), Buffer.from('def'), Buffer.from('ghi')]);
    const ended = new Promise((resolve) => body.once('end', resolve));
    const error = await errorOf(readBody(body, 5));
    expect([error.name, error.message]).to.deep.equal(['BodyTooLargeError', 'request body is larger than 5 bytes']);
    await ended;
    expect(body.readableEnded).to.equal(true);
  });
});
