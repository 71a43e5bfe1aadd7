import * as aws from '@pulumi/aws';

// A program that asks for something which cannot be made: the policy is no JSON.

new aws.iam.Role('broken', { assumeRolePolicy: 'not a policy' });
