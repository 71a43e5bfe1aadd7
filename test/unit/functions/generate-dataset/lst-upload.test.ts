import { expect } from 'chai';
import { prepareText, uploadText } from '../../../../functions/generate-dataset/lst-upload.ts';
import { FakeS3 } from './fake-s3.ts';

const KIBIBYTE = 1024;

async function* lines(total: number) {
  for (let index = 0; index < total; index += 1) yield `${String(index).padEnd(KIBIBYTE - 1, 'x')}\n`;
}

async function whole(total: number): Promise<string> {
  let text = '';
  for await (const line of lines(total)) text += line;
  return text;
}

describe('uploadText', () => {
  it('puts a text of less than 5 MiB as one object', async () => {
    const s3 = new FakeS3([]);
    await uploadText(s3.sender, 'b', 'k', lines(5 * KIBIBYTE - 1));
    expect(s3.calls).to.deep.equal(['PutObject']);
    expect(s3.written.get('k')).to.equal(await whole(5 * KIBIBYTE - 1));
  });

  it('puts a longer text in parts that it completes at the end', async () => {
    const s3 = new FakeS3([]);
    await uploadText(s3.sender, 'b', 'k', lines(11 * KIBIBYTE));
    expect(s3.calls).to.deep.equal([
      'CreateMultipartUpload',
      'UploadPart',
      'UploadPart',
      'UploadPart',
      'CompleteMultipartUpload',
    ]);
    expect(s3.written.get('k')).to.equal(await whole(11 * KIBIBYTE));
  });

  it('writes an empty object of no text', async () => {
    const s3 = new FakeS3([]);
    await uploadText(s3.sender, 'b', 'k', lines(0));
    expect(s3.written.get('k')).to.equal('');
  });

  it('aborts the upload when a part fails, so that nothing appears', async () => {
    const s3 = new FakeS3([], { failOn: { command: 'UploadPart', call: 2 } });
    const error: unknown = await uploadText(s3.sender, 'b', 'k', lines(11 * KIBIBYTE)).catch(
      (reason: unknown) => reason,
    );
    expect(error)
      .to.be.instanceOf(Error)
      .with.property('message', 'writing s3://b/k failed: SlowDown: Please reduce your request rate.');
    expect(s3.calls.at(-1)).to.equal('AbortMultipartUpload');
    expect([...s3.written.keys(), ...s3.uploads.keys()]).to.deep.equal([]);
  });

  it('reports the first failure when aborting fails too', async () => {
    const s3 = new FakeS3([], { failOn: { command: 'CompleteMultipartUpload', call: 1 } });
    const error: unknown = await uploadText(s3.sender, 'b', 'k', lines(6 * KIBIBYTE)).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.have.property('name', 'DatasetStorageError');
    expect(s3.written.size).to.equal(0);
  });

  it('shows nothing before it is committed, and nothing at all after an abort', async () => {
    for (const total of [3, 11 * KIBIBYTE]) {
      const s3 = new FakeS3([]);
      const prepared = await prepareText(s3.sender, 'b', 'k', lines(total));
      expect(s3.written.size).to.equal(0);
      await prepared.abort();
      expect([...s3.written.keys(), ...s3.uploads.keys()]).to.deep.equal([]);
      await (await prepareText(s3.sender, 'b', 'k', lines(total))).commit();
      expect(s3.written.get('k')).to.equal(await whole(total));
    }
  });

  it('leaves nothing behind when the text itself fails', async () => {
    const s3 = new FakeS3([]);
    async function* broken() {
      yield* lines(6 * KIBIBYTE);
      throw new Error('the listing failed');
    }
    const error: unknown = await prepareText(s3.sender, 'b', 'k', broken()).catch((reason: unknown) => reason);
    expect(error).to.have.property('message', 'the listing failed');
    expect([...s3.written.keys(), ...s3.uploads.keys()]).to.deep.equal([]);
  });
});
