import { expect } from 'chai';
import { unzipFiles } from '../../../../emulators/lambda/store/zip-file.ts';
import { LambdaFixture, refusal, zipOf } from './lambda-fixture.ts';

/** Its directory says that the file has one byte less. */
function lyingZip(): Uint8Array {
  const zip = Buffer.from(zipOf({ 'index.mjs': 'export const handler = async () => 1;' }));
  const size = zip.indexOf('PK\x01\x02', 'latin1') + 24;
  zip.writeUInt32LE(zip.readUInt32LE(size) - 1, size);
  return zip;
}

describe('a zip file from a stranger', () => {
  let fixture: LambdaFixture;
  before(async () => {
    fixture = await LambdaFixture.start();
  });
  after(() => fixture.stop());

  const refused: readonly [string, Uint8Array, RegExp][] = [
    [
      'with a file that is a folder, too',
      zipOf({ 'a/b': 'file', 'a/b/c': 'below it' }),
      /zip file holds names of files that are folders, too: a\/b \(400\)$/,
    ],
    [
      'with a name that no disk takes',
      zipOf({ [`${'n'.repeat(300)}.mjs`]: '' }),
      /zip file holds names of more than 255 bytes: n{40}… \(400\)$/,
    ],
    ['whose directory lies about a size', lyingZip(), /^InvalidParameterValueException: Could not unzip .* \(400\)$/],
  ];
  for (const [what, ZipFile, text] of refused) {
    it(`is refused ${what}`, async () => {
      expect(await refusal(fixture.create('f', {}, { Code: { ZipFile } }))).to.match(text);
    });
  }

  it('may have folders, empty files and names beyond ASCII', () => {
    const files = unzipFiles(zipOf({ 'a/': '', 'a/ünï.txt': 'text', empty: '' }));
    expect(Object.keys(files).sort()).to.deep.equal(['a/', 'a/ünï.txt', 'empty']);
  });
});
