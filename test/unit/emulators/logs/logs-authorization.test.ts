import { expect } from 'chai';
import { AwsError } from '../../../../emulators/core/wire/aws-error.ts';
import { logsAuthorization } from '../../../../emulators/logs/logs-authorization.ts';
import { jsonCall, needsOf, PLACE, wireRequest } from '../cloud/wire-requests.ts';

const arn = (group: string, stream = '') =>
  `arn:aws:logs:us-east-1:123456789012:log-group:${group}:log-stream:${stream}`;

// What every operation needs is in test/unit/emulators/cloud/json-services.test.ts.
describe('what a call of CloudWatch Logs needs', () => {
  const needs = (operation: string, input: object) => needsOf(logsAuthorization(PLACE), jsonCall(operation, input));

  it('names the group by whichever member has it, and by none where none has', async () => {
    expect(await needs('FilterLogEvents', { logGroupIdentifier: '/g' })).to.deep.equal([
      `logs:FilterLogEvents ${arn('/g')}`,
    ]);
    expect(
      await needs('GetLogEvents', { logGroupIdentifier: arn('/g').slice(0, -12), logStreamName: 's' }),
    ).to.deep.equal([`logs:GetLogEvents ${arn('/g', 's')}`]);
    expect(await needs('DeleteLogGroup', {})).to.deep.equal([`logs:DeleteLogGroup ${arn('')}`]);
    expect(await needs('PutLogEvents', { logGroupName: '/g' })).to.deep.equal([`logs:PutLogEvents ${arn('/g')}`]);
  });

  it('has the tags of a new group as condition keys', async () => {
    const keysOf = async (input: object) => {
      const call = wireRequest(jsonCall('CreateLogGroup', { logGroupName: '/g', ...input }));
      const { permissions } = await logsAuthorization(PLACE).needs(call);
      return permissions.map(({ keys }) => keys);
    };
    expect(await keysOf({ tags: { team: 'a', cost: 1 } })).to.deep.equal([
      { 'aws:RequestTag/team': 'a', 'aws:RequestTag/cost': '1', 'aws:TagKeys': ['team', 'cost'] },
    ]);
    expect(await keysOf({ tags: 'none' })).to.deep.equal(await keysOf({}));
  });

  it('is refused in the JSON protocol that clients of logs read', async () => {
    const refused = new AwsError('AccessDeniedException', 400, 'no');
    const response = await logsAuthorization(PLACE).refuse(refused, wireRequest(jsonCall('GetLogEvents', {})));
    expect(response.status).to.equal(400);
    expect(response.headers).to.include({ 'content-type': 'application/x-amz-json-1.1' });
  });
});
