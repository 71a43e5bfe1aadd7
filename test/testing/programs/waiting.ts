import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

// A program of a user: a state machine that answers with a text of the configuration, or waits until it is stopped.

const config = new pulumi.Config();

const role = new aws.iam.Role('states', {
  // An object, where other programs give its text.
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'states.amazonaws.com' }),
});

const machine = new aws.sfn.StateMachine('machine', {
  roleArn: role.arn,
  definition: JSON.stringify({
    StartAt: 'Choose',
    States: {
      Choose: {
        Type: 'Choice',
        Choices: [{ Variable: '$.wait', IsPresent: true, Next: 'Wait' }],
        Default: 'Answer',
      },
      Wait: { Type: 'Wait', Seconds: 3600, End: true },
      Answer: { Type: 'Pass', Result: config.require('answer'), End: true },
    },
  }),
});

export const machineArn = machine.arn;
export const count = 3;
