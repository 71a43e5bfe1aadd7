import { expect } from 'chai';
import { parseTimestamp } from '../../../../../emulators/step-functions/language/timestamp.ts';

// RFC 3339 as the States Language narrows it: a capital T between date and time, an offset or a capital Z at the end.
describe('a timestamp of the States Language', () => {
  const TAKEN: readonly (readonly [string, string])[] = [
    ['2026-11-27T08:30:15Z', '2026-11-27T08:30:15.000Z'],
    ['2026-11-27T08:30:15.5Z', '2026-11-27T08:30:15.500Z'],
    ['2026-11-27T08:30:15.123456789Z', '2026-11-27T08:30:15.123Z'],
    ['2026-11-27T08:30:15+05:30', '2026-11-27T03:00:15.000Z'],
    ['2026-11-27T08:30:15-01:00', '2026-11-27T09:30:15.000Z'],
    ['2026-11-27T08:30Z', '2026-11-27T08:30:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2026-12-31T23:59:59Z', '2026-12-31T23:59:59.000Z'],
  ];
  for (const [text, time] of TAKEN) {
    it(`is ${text}`, () => {
      const timeMs = parseTimestamp(text);
      expect(timeMs === undefined ? undefined : new Date(timeMs).toISOString()).to.equal(time);
    });
  }

  const REFUSED = [
    '2026-11-27',
    '2026-11-27T08:30:15',
    '2026-11-27t08:30:15Z',
    '2026-11-27 08:30:15Z',
    '2026-11-27T08:30:15z',
    '2026-11-27T08:30:15+0530',
    '2026-11-27T08:30:15+05',
    '2026-11-27T08:30:15*05:30',
    '2026-11-27T08Z',
    '2026-11-27T08:30:Z',
    '2026-11-27T08:30:15.Z',
    '2026-11-27T08:30:15.1234567890Z',
    '2026-11-27T08:30:15,5Z',
    '2026-11-27T24:30:15Z',
    '2026-13-27T08:30:15Z',
    '2026-02-29T08:30:15Z',
    '2026-11-31T08:30:15Z',
    '2026-1-27T08:30:15Z',
    '26-11-27T08:30:15Z',
    '12026-11-27T08:30:15Z',
    '2026-11-27T08:30:15Zulu',
    ' 2026-11-27T08:30:15Z',
    '2026-11-27T08:30:15+05:300',
    '',
  ];
  for (const text of REFUSED) {
    it(`is not "${text}"`, () => {
      expect(parseTimestamp(text)).to.equal(undefined);
    });
  }
});
