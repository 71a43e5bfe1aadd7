import { expect } from 'chai';
import { parseEvent } from '../../../../../functions/generate-dataset/event.ts';

const FOLDER = 's3://lists/reports/b/daily/';
const keySource = { kind: 'inventory', uri: FOLDER, maximumDays: 8 };

function parsed(payload: object): unknown {
  return parseEvent({ executionName: 'run', ...payload });
}

describe('payload member keySource', () => {
  it('names a kind of list, where it is and from which age on a run warns', () => {
    expect(parsed({ keySource })).to.deep.equal({ executionName: 'run', keySource });
    const uri = 's3://lists/unload/';
    expect(parsed({ keySource: { ...keySource, kind: 'metadata', uri } })).to.deep.include({
      keySource: { kind: 'metadata', uri, maximumDays: 8 },
    });
  });

  it('is an error where it is something else', () => {
    const wrong = [{ kind: 'list' }, { uri: 'lists/reports/' }, { uri: 's3://lists/reports' }, { maximumDays: '8' }];
    for (const change of wrong) {
      expect(() => parsed({ keySource: { ...keySource, ...change } })).to.throw('payload member keySource is {"kind":');
    }
  });

  it('goes with one function only', () => {
    expect(() => parsed({ keySource, fanOut: { step: 'plan', when: 'auto' } })).to.throw(
      'payload members fanOut and keySource exclude each other: one function reads a list of keys',
    );
  });
});

describe("the execution's input", () => {
  const older = `${FOLDER}2026-11-20T01-00Z/manifest.json`;

  it('may name another list of the same folder', () => {
    expect(parsed({ keySource, input: { keySource: older } })).to.deep.include({
      keySource: { ...keySource, uri: older },
    });
    const newest = { ...keySource, uri: `${FOLDER}2026-11-27T01-00Z/manifest.json` };
    expect(parsed({ keySource: newest, input: { keySource: older } })).to.deep.include({
      keySource: { ...keySource, uri: older },
    });
  });

  it('may not name a list elsewhere, which the role could not read', () => {
    for (const uri of ['s3://lists/other/', 's3://lists/reports/b/daily2/', 'daily/', 7]) {
      expect(() => parsed({ keySource, input: { keySource: uri } })).to.throw(
        `the execution's input has keySource ${JSON.stringify(uri)}, which must be a folder (with its slash) or a manifest.json below ${FOLDER}`,
      );
    }
    const atTop = { ...keySource, uri: 's3://lists/manifest.json' };
    expect(() => parsed({ keySource: atTop, input: { keySource: 's3://other/manifest.json' } })).to.throw(
      'below s3://lists/manifest.json',
    );
  });

  it('may not name one where S3 is asked for the keys', () => {
    expect(() => parsed({ input: { keySource: FOLDER } })).to.throw(
      "the execution's input has keySource, and the configuration has none: set keySource there",
    );
  });
});
