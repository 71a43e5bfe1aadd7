// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are texts of the program that is changed
import type { ProgramCopy } from './program-copy.ts';

export interface ProgramChange {
  readonly title: string;
  readonly edit: (program: ProgramCopy) => void;
  /** In which the stand-in for the provider is then. */
  readonly region?: string;
  /** Why the engine with the stand-in cannot do what it does with the AWS provider. */
  readonly notHere?: string;
}

const WORKFLOW = 'infra/components/retraining-workflow.ts';
const BUCKET = 'infra/components/dataset-bucket.ts';
const ROLE = 'infra/components/service-role.ts';
const FUNCTION = 'infra/components/logged-function.ts';
const MACHINE = 'infra/components/retraining-state-machine.ts';

const newWorkflow = "new RetrainingWorkflow('retraining', argsOfConfig(config))";
const newBucket = 'new aws.s3.Bucket(name, { forceDestroy, tags }, kept)';
const outer =
  "import * as pulumi from '@pulumi/pulumi';\nconst outer = new pulumi.ComponentResource('app:index:Outer', 'outer');\n";

const workflowWith = (options: string) => (program: ProgramCopy) =>
  program.edit('index.ts', newWorkflow, `new RetrainingWorkflow('retraining', argsOfConfig(config), ${options})`);

const bucketWith = (args: string, options: string) => (program: ProgramCopy) =>
  program.edit(BUCKET, newBucket, `new aws.s3.Bucket(name, { forceDestroy, tags${args} }, { ...kept${options} })`);

const reparented = (more: string) => (program: ProgramCopy) => {
  program.edit('index.ts', 'const config', `${outer}const config`);
  workflowWith(`{ parent: outer${more} }`)(program);
};

const bucketTypeRenamed = (options: string) => (program: ProgramCopy) => {
  program.edit(
    BUCKET,
    "'sagemaker-retraining:index:DatasetBucket', name, {}, options",
    `'sagemaker-retraining:index:ImageBucket', name, {}, ${options}`,
  );
};

/** Changes of the program of the stack dev, one at a time. */
export const DEV_CHANGES: readonly ProgramChange[] = [
  { title: 'nothing', edit: () => undefined },
  {
    title: 'a number of the configuration',
    edit: (program) => program.edit('Pulumi.dev.yaml', 'epochs: 20', 'epochs: 30'),
  },
  {
    title: 'the type of a configured value, and not its meaning',
    edit: (program) => program.edit('Pulumi.dev.yaml', 'epochs: 20', 'epochs: "20"'),
  },
  {
    title: 'how long logs are kept',
    edit: (program) => program.edit('Pulumi.dev.yaml', 'logRetentionDays: 14', 'logRetentionDays: 7'),
  },
  { title: 'a tag of everything', edit: (program) => program.configure('tags: { team: vision }') },
  { title: 'the memory of the function', edit: (program) => program.configure('functionMemoryMb: 512') },
  {
    title: 'a bucket that may not be emptied any more',
    edit: (program) => program.edit('Pulumi.dev.yaml', 'forceDestroy: true', 'forceDestroy: false'),
  },
  {
    title: 'the region',
    region: 'eu-west-1',
    edit: (program) => program.edit('Pulumi.dev.yaml', 'aws:region: us-east-1', 'aws:region: eu-west-1'),
  },
  {
    title: 'protected data',
    edit: (program) =>
      program.edit('Pulumi.dev.yaml', 'forceDestroy: true', 'forceDestroy: false\n  protectData: true'),
  },
  { title: 'monitoring', edit: (program) => program.configure('monitoring: true') },
  { title: 'a schedule', edit: (program) => program.configure('schedule: rate(7 days)') },
  { title: 'Spot capacity', edit: (program) => program.configure('useSpot: true') },
  {
    title: 'a bucket that exists already instead of its own',
    edit: (program) => program.configure('bucketName: images-of-the-team'),
  },
  {
    title: 'a role that exists already instead of its own',
    edit: (program) => program.configure('trainingRoleArn: arn:aws:iam::123456789012:role/training'),
  },
  {
    title: 'a KMS key',
    edit: (program) =>
      program.configure(
        'encryptionKeyArn: arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000',
      ),
  },
  { title: 'a name given to the bucket by hand', edit: bucketWith(", bucket: 'fixed-name'", '') },
  {
    title: 'a name given to a role by hand',
    edit: (program) =>
      program.edit(
        ROLE,
        'description, tags },',
        "description, tags, ...(name === 'retraining-model' ? { name: 'fixed' } : {}) },",
      ),
  },
  {
    title: 'a name given to the state machine by hand',
    edit: (program) => program.edit(MACHINE, "type: 'STANDARD',", "type: 'STANDARD', name: 'fixed',"),
  },
  {
    title: 'another prefix of a log group',
    edit: (program) => program.edit(FUNCTION, '`/aws/lambda/${name}-`', '`/aws/lambda/x-${name}-`'),
  },
  {
    title: 'another type of the state machine',
    edit: (program) => program.edit(MACHINE, "type: 'STANDARD'", "type: 'EXPRESS'"),
  },
  {
    title: 'the component renamed',
    edit: (program) =>
      program.edit('index.ts', "new RetrainingWorkflow('retraining'", "new RetrainingWorkflow('images'"),
  },
  {
    title: 'the component renamed, with an alias',
    edit: (program) =>
      program.edit(
        'index.ts',
        newWorkflow,
        "new RetrainingWorkflow('images', argsOfConfig(config), { aliases: [{ name: 'retraining' }] })",
      ),
  },
  { title: 'the component under another parent', edit: reparented('') },
  {
    title: 'the component under another parent, with an alias',
    edit: reparented(', aliases: [{ parent: pulumi.rootStackResource }]'),
  },
  { title: "the type of the bucket's component renamed", edit: bucketTypeRenamed('options') },
  {
    title: "the type of the bucket's component renamed, with an alias",
    edit: bucketTypeRenamed("{ ...options, aliases: [{ type: 'sagemaker-retraining:index:DatasetBucket' }] }"),
  },
  { title: 'a child renamed', edit: (program) => program.edit(WORKFLOW, '`${name}-training`', '`${name}-trainer`') },
  { title: 'a child renamed, with an alias that is a whole URN', edit: bucketAliased },
  {
    title: 'a resource renamed, with an alias',
    edit: (program) => {
      program.edit(ROLE, 'new aws.iam.Role(\n      name,', 'new aws.iam.Role(\n      `${name}-role`,');
      program.edit(
        ROLE,
        'description, tags },\n      parent,',
        'description, tags },\n      { parent: this, aliases: [{ name }] },',
      );
    },
  },
  {
    title: 'a resource more',
    edit: (program) =>
      program.edit(
        BUCKET,
        '    const rules = ',
        "    new aws.s3.BucketAccelerateConfiguration(name, { bucket, status: 'Enabled' }, kept);\n    const rules = ",
      ),
  },
  {
    title: 'a resource less',
    edit: (program) =>
      program.edit(
        BUCKET,
        "new aws.s3.BucketVersioning(name, { bucket, versioningConfiguration: { status: 'Enabled' } }, kept);",
        '',
      ),
  },
  {
    title: 'changes of tags ignored',
    edit: (program) => {
      program.configure('tags: { team: vision }');
      bucketWith('', ", ignoreChanges: ['tags']")(program);
    },
  },
  {
    title: 'a change of tags that replaces',
    notHere: 'the stand-in does not say which inputs differ: without that the engine applies no replaceOnChanges',
    edit: (program) => {
      program.configure('tags: { team: vision }');
      bucketWith('', ", replaceOnChanges: ['tags']")(program);
    },
  },
  {
    title: 'a log group deleted before it is made again',
    edit: (program) => {
      program.edit(FUNCTION, '`/aws/lambda/${name}-`', '`/aws/lambda/x-${name}-`');
      program.edit(FUNCTION, '{ parent, ...keeping(settings.protectData) }', '{ parent, deleteBeforeReplace: true }');
    },
  },
  {
    title: 'a bucket deleted before it is made again',
    edit: bucketWith(", bucket: 'fixed-name'", ', deleteBeforeReplace: true'),
  },
  { title: 'a bucket that is kept where it is deleted', edit: bucketWith('', ', retainOnDelete: true') },
  {
    title: 'an explicit provider',
    edit: (program) => {
      program.edit('index.ts', 'const config', "import * as aws from '@pulumi/aws';\nconst config");
      workflowWith("{ providers: { aws: new aws.Provider('own', { region: 'us-east-1' }) } }")(program);
    },
  },
];

function bucketAliased(program: ProgramCopy): void {
  const urn =
    'urn:pulumi:dev::sagemaker-retraining-workflow::sagemaker-retraining:index:RetrainingWorkflow$sagemaker-retraining:index:DatasetBucket::retraining-dataset';
  program.edit(
    WORKFLOW,
    'new DatasetBucket(`${name}-dataset`, { ...settings, layout, tags, encryptionKeyArn }, parent)',
    `new DatasetBucket(\`\${name}-images\`, { ...settings, layout, tags, encryptionKeyArn }, { ...parent, aliases: ['${urn}'] })`,
  );
}

/** Changes of the program of the stack prod, whose data is protected. */
export const PROD_CHANGES: readonly ProgramChange[] = [
  {
    title: 'the component of protected data renamed',
    edit: (program) =>
      program.edit('index.ts', "new RetrainingWorkflow('retraining'", "new RetrainingWorkflow('images'"),
  },
  { title: 'a protected bucket with another name', edit: bucketWith(", bucket: 'fixed-name'", '') },
  {
    title: 'data protected no more',
    edit: (program) => program.edit('Pulumi.prod.yaml', 'protectData: true', 'protectData: false'),
  },
  {
    title: 'a bucket protected no more, and replaced',
    edit: (program) => {
      program.edit('Pulumi.prod.yaml', 'protectData: true', 'protectData: false');
      bucketWith(", bucket: 'fixed-name'", '')(program);
    },
  },
  {
    title: 'monitoring turned off',
    edit: (program) => program.edit('Pulumi.prod.yaml', 'monitoring: true', 'monitoring: false'),
  },
  { title: 'another address of messages', edit: (program) => program.configure('alertEmail: team@example.com') },
];
