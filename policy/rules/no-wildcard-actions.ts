import type { GuardRail } from '../guard-rail.ts';
import { statementsOf } from '../policy-statements.ts';

export const noWildcardActions: GuardRail = {
  name: 'no-wildcard-actions',
  description: 'Statements that allow something name each action.',
  checkResource: (resource) =>
    statementsOf(resource)
      .filter(({ effect }) => effect === 'Allow')
      .flatMap(({ sid, actions, negated }) => [
        ...actions
          .filter((action) => action.includes('*'))
          .map((action) => `statement ${sid} allows "${action}": name the actions that are needed`),
        ...(negated
          ? [`statement ${sid} allows all but some (NotAction, NotResource or NotPrincipal): name what is needed`]
          : []),
      ]),
};
