import { expect } from 'chai';
import { isSchedule } from '../../../../emulators/events/rule-schedule.ts';

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html, its examples and its limits.
describe('The schedule of a rule', () => {
  const good = [
    ...['rate(1 minute)', 'rate(5 minutes)', 'rate(1 hour)', 'rate(7 days)', 'cron(0 10 * * ? *)'],
    ...['cron(0 18 ? * MON-FRI *)', 'cron(0/15 * * * ? *)', 'cron(0/5 8-17 ? * MON-FRI *)', 'cron(0 9 ? * 2#1 *)'],
    ...[
      'cron(0 3 L * ? *)',
      'cron(0 3 LW * ? *)',
      'cron(0 3 3W * ? *)',
      'cron(0 3 ? * 6L *)',
      'cron(0,30 3 1,15 * ? *)',
    ],
    ...['cron(0 3 ? JAN,jul FRI 2027-2030)', 'cron(*/10 0 ? * 1 2199)', 'cron(59 23 31 12 ? 1970)'],
  ];
  for (const expression of good) {
    it(`may be ${expression}`, () => {
      expect(isSchedule(expression)).to.equal(true);
    });
  }

  const bad = [
    ...['', 'weekly', '0 3 * * ?', 'rate(0 days)', 'rate(1 days)', 'rate(2 day)', 'rate(1.5 hours)', 'rate(1 week)'],
    ...['rate( 1 day )', 'cron(0 3 * * * *)', 'cron(0 3 ? * ? *)', 'cron(0 3 * * ?)', 'cron(0 3 * * ? * *)'],
    ...['cron(60 3 * * ? *)', 'cron(0 24 * * ? *)', 'cron(0 3 0 * ? *)', 'cron(0 3 32 * ? *)', 'cron(0 3 1 13 ? *)'],
    ...[
      'cron(0 3 ? * 0 *)',
      'cron(0 3 ? * MOON *)',
      'cron(0 3 ? * 2#6 *)',
      'cron(0 3 * * ? 1969)',
      'cron(0/0 3 * * ? *)',
    ],
    ...['cron(1-2-3 3 * * ? *)', 'cron(1/2/3 3 * * ? *)', 'cron(0, 3 * * ? *)', 'cron(MON 3 * * ? *)'],
  ];
  for (const expression of bad) {
    it(`may not be ${expression}`, () => {
      expect(isSchedule(expression)).to.equal(false);
    });
  }
});
