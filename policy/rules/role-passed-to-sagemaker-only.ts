import type { GuardRail } from '../guard-rail.ts';
import { statementsOf } from '../policy-statements.ts';

export const rolePassedToSageMakerOnly: GuardRail = {
  name: 'role-passed-to-sagemaker-only',
  description: 'iam:PassRole is allowed on named roles, and only towards SageMaker.',
  checkResource: (resource) =>
    statementsOf(resource)
      .filter(({ effect, actions }) => effect === 'Allow' && actions.includes('iam:PassRole'))
      .flatMap(({ sid, resources, condition }) => {
        const service = [condition['StringEquals']?.['iam:PassedToService'] ?? []].flat();
        return [
          ...(resources.some((arn) => arn.includes('*')) ? [`statement ${sid} passes any role: name the role`] : []),
          ...(service.length === 1 && service[0] === 'sagemaker.amazonaws.com'
            ? []
            : [
                `statement ${sid} passes the role to other services: add StringEquals iam:PassedToService sagemaker.amazonaws.com`,
              ]),
        ];
      }),
};
