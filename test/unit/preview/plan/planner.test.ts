import { expect } from 'chai';
import { AWS_FACTS } from '../../../../preview/plan/aws-facts.ts';
import type { Operation } from '../../../../preview/plan/operation.ts';
import { type PlannedResource, Planner } from '../../../../preview/plan/planner.ts';
import { UNKNOWN } from '../../../../preview/plan/resource-diff.ts';
import type { ResourceSnapshot } from '../../../../preview/program-snapshot.ts';

const PLACE = { project: 'p', stack: 's' };
const BUCKET = 'aws:s3/bucket:Bucket';
const POLICY = 'aws:s3/bucketPolicy:BucketPolicy';

function resource(type: string, name: string, more: Partial<ResourceSnapshot> = {}): ResourceSnapshot {
  const outer = more.parent === undefined || more.parent === '' ? '' : `${more.parent.split('::')[2]}$`;
  const { inputs = {} } = more;
  return {
    urn: `urn:pulumi:s::p::${outer}${type}::${name}`,
    type,
    name,
    parent: '',
    custom: type.startsWith('aws:'),
    provider: '',
    aliases: [],
    protect: false,
    retainOnDelete: false,
    ignoreChanges: [],
    replaceOnChanges: [],
    replaceWith: [],
    importId: '',
    propertyDependencies: {},
    id: `${name}-1`,
    region: 'us-east-1',
    outputs: { arn: `arn:${name}`, bucket: `${name}-1`, name: `${name}-1`, ...inputs },
    ...more,
    inputs,
  };
}

function operations(state: readonly ResourceSnapshot[], program: readonly PlannedResource[]): readonly Operation[] {
  const planner = new Planner(PLACE, state, AWS_FACTS);
  for (const planned of program) planner.register(planned);
  return planner.operations();
}

const shown = (list: readonly Operation[]) => list.map(({ op, urn }) => `${op} ${urn.split('::').slice(2).join(' ')}`);
const ops = (state: readonly ResourceSnapshot[], program: readonly PlannedResource[]) =>
  shown(operations(state, program));

/** The expectations are those of Pulumi's engine, step_generator.go of version 3.230. */
describe('what Pulumi would do to a resource', () => {
  const bucket = resource(BUCKET, 'images', { inputs: { forceDestroy: true } });
  const settings = (more: Partial<ResourceSnapshot> = {}) =>
    resource(POLICY, 'images', {
      inputs: { bucket: 'images-1' },
      propertyDependencies: { bucket: [bucket.urn] },
      ...more,
    });

  it('is nothing where it asks for the same', () => {
    expect(ops([bucket], [bucket])).to.deep.equal([`same ${BUCKET} images`]);
  });

  it('creates what the state has not, and deletes what the program has not', () => {
    expect(ops([bucket], [resource(BUCKET, 'pictures')])).to.deep.equal([
      `create ${BUCKET} pictures`,
      `delete ${BUCKET} images`,
    ]);
  });

  it('imports what is there already', () => {
    expect(ops([], [resource(BUCKET, 'images', { importId: 'team-images' })])).to.deep.equal([
      `import ${BUCKET} images`,
    ]);
  });

  it('knows outputs of what stays, and of what is made only the inputs', () => {
    const planner = new Planner(PLACE, [bucket], AWS_FACTS);
    expect(planner.register(bucket)).to.deep.equal({ id: 'images-1', outputs: bucket.outputs });
    const { id, outputs } = planner.register(resource(BUCKET, 'new', { inputs: { tags: { a: 'b' } } }));
    expect([id, outputs['tags'], outputs['arn']]).to.deep.equal(['', { a: 'b' }, undefined]);
    // The provider makes names up before the update.
    expect(outputs['bucket']).to.match(/^new-/);
  });

  describe('found by an alias', () => {
    it('goes on as it was, under each part that an alias may have', () => {
      const old = resource(BUCKET, 'old');
      for (const alias of [{ name: 'old' }, { urn: old.urn }]) {
        expect(ops([old], [resource(BUCKET, 'new', { aliases: [alias] })])).to.deep.equal([`same ${BUCKET} new`]);
      }
      const elsewhere = resource(BUCKET, 'old', { urn: `urn:pulumi:t::q::${BUCKET}::old` });
      const aliases = [{ project: 'q', stack: 't' }];
      expect(ops([elsewhere], [resource(BUCKET, 'old', { aliases })])).to.deep.equal([`same ${BUCKET} old`]);
      const renamed = resource('app:index:A', 'a');
      expect(ops([renamed], [resource('app:index:B', 'a', { aliases: [{ type: 'app:index:A' }] })])).to.deep.equal([
        'same app:index:B a',
      ]);
    });

    it('keeps its children, whose names begin with its own, at any depth', () => {
      const tree = (name: string, aliases: PlannedResource['aliases']) => {
        const outer = resource('app:index:Outer', name, { aliases });
        const inner = resource('app:index:Inner', `${name}-in`, { parent: outer.urn });
        return [outer, inner, resource(BUCKET, `${name}-in-images`, { parent: inner.urn })];
      };
      expect(ops(tree('old', []), tree('new', [{ name: 'old' }]))).to.deep.equal([
        'same app:index:Outer new',
        'same app:index:Outer$app:index:Inner new-in',
        `same app:index:Outer$app:index:Inner$${BUCKET} new-in-images`,
      ]);
      expect(ops(tree('old', []), tree('new', []))).to.have.length(6);
    });

    it('multiplies its own aliases with those of its parent', () => {
      const [was, is] = [
        resource('app:index:Outer', 'old'),
        resource('app:index:Outer', 'new', { aliases: [{ name: 'old' }] }),
      ];
      const old = resource(BUCKET, 'pictures', { parent: was.urn });
      const now = resource(BUCKET, 'images', { parent: is.urn, aliases: [{ name: 'pictures' }] });
      expect(ops([was, old], [is, now])).to.deep.equal([
        'same app:index:Outer new',
        `same app:index:Outer$${BUCKET} images`,
      ]);
    });

    it('comes from the stack itself where the alias says that it had no parent', () => {
      const parent = resource('app:index:Outer', 'outer');
      const now = resource(BUCKET, 'images', { parent: parent.urn, aliases: [{ noParent: true }] });
      expect(ops([resource(BUCKET, 'images')], [parent, now])).to.deep.equal([
        'create app:index:Outer outer',
        `same app:index:Outer$${BUCKET} images`,
      ]);
    });

    it('prefers its own URN, and no two take the same', () => {
      const old = resource(BUCKET, 'old');
      const aliased = (name: string) => resource(BUCKET, name, { aliases: [{ name: 'old' }] });
      expect(ops([old], [old, aliased('new')])).to.deep.equal([`same ${BUCKET} old`, `create ${BUCKET} new`]);
      expect(ops([old], [aliased('one'), aliased('two')])).to.deep.equal([
        `same ${BUCKET} one`,
        `create ${BUCKET} two`,
      ]);
    });
  });

  describe('of which an input differs', () => {
    const changed = (inputs: ResourceSnapshot['inputs'], more: Partial<ResourceSnapshot> = {}) =>
      resource(BUCKET, 'images', { ...more, inputs });

    it('updates it, or replaces it where that input is fixed', () => {
      expect(ops([bucket], [changed({ forceDestroy: false })])).to.deep.equal([`update ${BUCKET} images`]);
      const [replaced] = operations([bucket], [changed({ forceDestroy: true, bucket: 'fixed-name' })]);
      expect(replaced).to.deep.include({ op: 'replace', replacedFor: ['bucket'] });
    });

    it('replaces it where a name given by hand is taken away', () => {
      const named = changed({ bucket: 'fixed-name' });
      expect(ops([named], [changed({})])).to.deep.equal([`replace ${BUCKET} images`]);
      expect(ops([named], [named])).to.deep.equal([`same ${BUCKET} images`]);
    });

    it('looks away where the program ignores it, at any depth', () => {
      const old = changed({ tags: { a: '1', b: '1' }, rules: [{ id: 'x', days: 1 }] });
      const now = { tags: { a: '2', b: '1' }, rules: [{ id: 'x', days: 2 }] };
      const ignoring = (...ignoreChanges: string[]) => ops([old], [changed(now, { ignoreChanges })]);
      expect(ignoring('tags.a', 'rules[0].days')).to.deep.equal([`same ${BUCKET} images`]);
      expect(ignoring('tags["a"]', 'rules[*].days')).to.deep.equal([`same ${BUCKET} images`]);
      expect(ignoring('*')).to.deep.equal([`same ${BUCKET} images`]);
      expect(ignoring('tags')).to.deep.equal([`update ${BUCKET} images`]);
    });

    it('replaces it where the program says so, for that value alone', () => {
      const old = changed({ tags: { a: '1', b: '1' } });
      const now = (replaceOnChanges: string) =>
        changed({ tags: { a: '1', b: '2' } }, { replaceOnChanges: [replaceOnChanges] });
      expect(['*', 'tags', 'tags.b', 'tags.a'].map((path) => ops([old], [now(path)])[0]?.split(' ')[0])).to.deep.equal([
        'replace',
        'replace',
        'replace',
        'update',
      ]);
    });

    it('says where a type is not known well enough', () => {
      const old = resource('aws:ec2/instance:Instance', 'i', { inputs: { ami: 'a' } });
      const [operation] = operations([old], [resource('aws:ec2/instance:Instance', 'i', { inputs: { ami: 'b' } })]);
      expect(operation).to.deep.include({ op: 'update', uncertain: true });
    });

    it('takes a value that is not known yet for another', () => {
      const now = settings({ inputs: { bucket: UNKNOWN } });
      expect(operations([settings()], [now])[0]).to.deep.include({ op: 'replace', unknown: ['bucket'] });
    });
  });

  it('replaces what is in a region where the region is another, and not what is everywhere', () => {
    const role = resource('aws:iam/role:Role', 'r');
    const moved = [bucket, role].map((one) => ({ ...one, region: 'eu-west-1' }));
    expect(ops([bucket, role], moved)).to.deep.equal([`replace ${BUCKET} images`, 'same aws:iam/role:Role r']);
  });

  it('deletes first what depends on a resource that is deleted before it is made again', () => {
    // A name given by hand cannot be had twice.
    const named = resource(BUCKET, 'images', { inputs: { bucket: 'fixed' } });
    const now = { ...named, region: 'eu-west-1' };
    const apart = settings({ inputs: { bucket: 'another-bucket' }, propertyDependencies: {} });
    expect(ops([named, settings()], [now, apart])).to.deep.equal([
      `replace ${BUCKET} images`,
      `replace ${POLICY} images`,
    ]);
    const together = { ...now, deleteBeforeReplace: false };
    expect(
      ops([named, { ...settings(), inputs: { policy: 'a' } }], [together, settings({ inputs: { policy: 'b' } })]),
    ).to.deep.equal([`replace ${BUCKET} images`, `update ${POLICY} images`]);
  });

  it('is refused where both sides protect what would be replaced, or the state what would be deleted', () => {
    const kept = { ...bucket, protect: true };
    const replacing = (protect: boolean) =>
      operations([kept], [{ ...bucket, protect, inputs: { bucket: 'other' } }])[0];
    expect(replacing(true)).to.deep.include({ op: 'replace', refused: true });
    expect(replacing(false)).to.deep.include({ op: 'replace', refused: false });
    expect(operations([kept], [])[0]).to.deep.include({ op: 'delete', refused: true, retained: false });
  });

  it('leaves on AWS what the state retains', () => {
    const retained = { ...bucket, retainOnDelete: true };
    expect(operations([retained], [])[0]).to.deep.include({ op: 'delete', refused: false, retained: true });
  });
});
