import { expect } from 'chai';
import { dataLosses } from '../../../../preview/compare/data-losses.ts';
import type { Operation } from '../../../../preview/plan/operation.ts';
import type { ResourceSnapshot } from '../../../../preview/program-snapshot.ts';

function resource(type: string, inputs: Readonly<Record<string, unknown>> = {}): ResourceSnapshot {
  return {
    urn: `urn:pulumi:s::p::${type}::it`,
    type,
    name: 'it',
    parent: '',
    custom: true,
    provider: '',
    aliases: [],
    protect: false,
    retainOnDelete: false,
    ignoreChanges: [],
    replaceOnChanges: [],
    replaceWith: [],
    importId: '',
    propertyDependencies: {},
    id: 'it-1',
    region: 'us-east-1',
    inputs,
    outputs: {},
  };
}

function told(op: 'delete' | 'replace', resources: readonly ResourceSnapshot[]): readonly string[] {
  const operations = resources.map(({ urn }): Operation => {
    const none = { changed: [], unknown: [], replacedFor: [], refused: false, retained: false, uncertain: false };
    return { op, urn, ...none };
  });
  const program = { project: 'p', stack: 's', config: {}, resources, outputs: {} };
  return dataLosses(program, { ...program, resources: [] }, operations, []).map(({ type, text }) => `${type} ${text}`);
}

describe('the data that an update deletes or replaces', () => {
  for (const [type, what] of [
    ['aws:dynamodb/table:Table', 'its items are lost'],
    ['aws:rds/instance:Instance', 'its databases are lost'],
    ['aws:rds/cluster:Cluster', 'its databases are lost'],
    ['aws:efs/fileSystem:FileSystem', 'its files are lost'],
    ['aws:ecr/repository:Repository', 'its images are lost'],
    ['aws:cloudwatch/logGroup:LogGroup', 'its log events are lost'],
    ['aws:ssm/parameter:Parameter', 'its value is lost'],
    ['aws:ebs/volume:Volume', 'what is on it is lost'],
  ] as const) {
    it(`is told of ${type}`, () => {
      expect(told('delete', [resource(type)])).to.deep.equal([`${type} is deleted: ${what}`]);
      expect(told('replace', [resource(type)])).to.deep.equal([`${type} is replaced: ${what}`]);
    });
  }

  it('is told of buckets under both names of their type, before all else', () => {
    const table = resource('aws:dynamodb/table:Table');
    const bucket = resource('aws:s3/bucketV2:BucketV2', { forceDestroy: true });
    expect(told('delete', [table, bucket])).to.deep.equal([
      'aws:s3/bucketV2:BucketV2 is deleted: every object in it is lost (forceDestroy)',
      'aws:dynamodb/table:Table is deleted: its items are lost',
    ]);
  });

  // Defaults: https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html and
  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html
  it('is told of keys and secrets with the days in which they can be brought back', () => {
    const back = (days: number) => `is lost after ${days} days, until which it can be brought back`;
    const secret = 'aws:secretsmanager/secret:Secret';
    const [days, none] = [{ recoveryWindowInDays: 7 }, { recoveryWindowInDays: 0 }];
    expect(told('delete', [resource('aws:kms/key:Key')])).to.deep.equal([
      `aws:kms/key:Key is deleted: all that it has encrypted ${back(30)}`,
    ]);
    expect(told('delete', [resource(secret, days)])).to.deep.equal([`${secret} is deleted: its value ${back(7)}`]);
    expect(told('replace', [resource(secret, none)])).to.deep.equal([
      `${secret} is replaced: its value is lost at once`,
    ]);
  });

  it('is nothing of what holds none', () => {
    expect(told('delete', [resource('aws:iam/role:Role'), resource('aws:sns/topic:Topic')])).to.deep.equal([]);
  });
});
