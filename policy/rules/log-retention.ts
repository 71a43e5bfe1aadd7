import type { GuardRail } from '../guard-rail.ts';

export const logRetention: GuardRail = {
  name: 'log-retention',
  description: 'Every log group says for how long it keeps its events.',
  checkResource: ({ type, props, isUnknown }) =>
    type === 'aws:cloudwatch/logGroup:LogGroup' &&
    !isUnknown('retentionInDays') &&
    !(Number(props['retentionInDays']) > 0)
      ? ['keeps its events for ever: set retentionInDays']
      : [],
};
