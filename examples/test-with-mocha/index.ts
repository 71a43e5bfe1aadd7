import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

const role = new aws.iam.Role('greeter', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'states.amazonaws.com' }),
});

const greeter = new aws.sfn.StateMachine('greeter', {
  roleArn: role.arn,
  definition: JSON.stringify({
    StartAt: 'Is anybody there',
    States: {
      'Is anybody there': {
        Type: 'Choice',
        Choices: [{ Variable: '$.name', IsPresent: true, Next: 'Greet' }],
        Default: 'Nobody',
      },
      Greet: {
        Type: 'Pass',
        Parameters: { 'greeting.$': `States.Format('${config.require('greeting')}, {}!', $.name)` },
        End: true,
      },
      Nobody: { Type: 'Fail', Error: 'Nobody', Cause: 'The input has no name.' },
    },
  }),
});

export const stateMachineArn = greeter.arn;
