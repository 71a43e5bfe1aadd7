import { expect } from 'chai';
import { runsPerMonth, scheduleRule } from '../../../../infra/config/schedule-expression.ts';

describe('a schedule', () => {
  // Examples of the EventBridge User Guide ("Cron expressions reference", "Rate expressions").
  for (const good of [
    'rate(1 minute)',
    'rate(5 minutes)',
    'rate(1 hour)',
    'rate(7 days)',
    'cron(0 10 * * ? *)',
    'cron(15 12 * * ? *)',
    'cron(0 18 ? * MON-FRI *)',
    'cron(0 8 1 * ? *)',
    'cron(0/15 * * * ? *)',
    'cron(0/10 * ? * MON-FRI *)',
    'cron(0/5 8-17 ? * MON-FRI *)',
    'cron(0 9 ? * 2#1 *)',
    'cron(0 3 L * ? *)',
    'cron(0 3 3W * ? *)',
    'cron(0 3 ? JAN,jul FRI 2027-2030)',
  ]) {
    it(`may be "${good}"`, () => {
      expect(scheduleRule(good)).to.equal(undefined);
    });
  }

  for (const [bad, problem] of [
    ['rate(1 hours)', 'write one unit in the singular'],
    ['rate(5 minute)', 'write several units in the plural'],
    ['rate(0 days)', 'a rate is at least 1'],
    ['cron(0 3 * * * *)', 'one of day of month and day of week must be "?", and only one'],
    ['cron(0 3 ? * ? *)', 'one of day of month and day of week must be "?", and only one'],
    ['cron(60 24 ? * MON *)', 'EventBridge cannot read minutes "60" and hours "24"'],
    ['cron(0 3 ? * MOON *)', 'EventBridge cannot read day of week "MOON"'],
    ['cron(0 3 ? * 0 *)', 'EventBridge cannot read day of week "0"'],
    ['cron(5-1 3 ? * MON *)', 'EventBridge cannot read minutes "5-1"'],
  ] as const) {
    it(`may not be "${bad}"`, () => {
      expect(scheduleRule(bad)).to.equal(problem);
    });
  }

  for (const bad of ['weekly', '0 3 * * 1', 'rate(1 week)', 'cron(0 3 ? * MON)']) {
    it(`may not be "${bad}", and the rule shows both forms`, () => {
      expect(scheduleRule(bad)).to.match(/"rate\(7 days\)".*"cron\(0 3 \? \* MON \*\)"/);
    });
  }
});

describe('runs a month', () => {
  const rounded = (schedule: string) => Math.round((runsPerMonth(schedule) ?? Number.NaN) * 1000) / 1000;

  it('are counted from rates', () => {
    expect(rounded('rate(1 day)')).to.equal(30.437);
    expect(rounded('rate(12 hours)')).to.equal(60.874);
  });

  it('are counted from cron expressions, over a whole cycle of leap years', () => {
    // 28 years have 10,227 days: 1,461 of each weekday, and 336 months.
    expect(rounded('cron(0 3 ? * MON *)')).to.equal(4.348);
    expect(rounded('cron(0 3,15 ? * MON-FRI *)')).to.equal(43.482);
    expect(rounded('cron(0 3 1 * ? *)')).to.equal(1);
    // The 29th is missing in February of 21 of the 28 years.
    expect(rounded('cron(0 3 29 * ? *)')).to.equal(Math.round((315 / 336) * 1000) / 1000);
    expect(rounded('cron(0/30 8-17 1 1 ? *)')).to.equal(Math.round((20 / 12) * 1000) / 1000);
  });

  it('are unknown where days are counted from the end, or for some years only', () => {
    expect(runsPerMonth('cron(0 3 L * ? *)')).to.equal(undefined);
    expect(runsPerMonth('cron(0 3 1 * ? 2030)')).to.equal(undefined);
  });
});
