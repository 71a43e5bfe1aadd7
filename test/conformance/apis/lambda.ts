import { createLambdaService } from '../../../emulators/lambda/lambda-service.ts';
import type { OwnRefusal } from '../expected-answer.ts';
import type { ConformedApi, KnownDifference } from './conformed-api.ts';
import { withIamBeside } from './iam-beside.ts';
import { startRest } from './rest-calls.ts';

const FUNCTION = { FunctionName: 'absent' };
const ALIAS = { ...FUNCTION, Name: 'absent' };
const RESOURCE = { Resource: 'arn:aws:lambda:us-east-1:000000000000:function:absent' };
const STATEMENT = { ...FUNCTION, StatementId: 'absent' };
const ROLE = 'arn:aws:iam::000000000000:role/absent';
const WIRE = {
  model: 'lambda/model/api-model.json',
  protocol: 'rest',
  code: 'ValidationException',
  wrongTypeCode: 'SerializationException',
} as const;

const NOT_NULL = 'Member must not be null';
const RUNTIME = /^Value '(.*)' at 'runtime' failed to satisfy constraint: (Member must satisfy enum value set: .*)$/s;

/** By member of CreateFunction and UpdateFunctionConfiguration, where each has it. */
const UNSERVED: Readonly<Record<string, string>> = {
  runtime: 'functions run as nodejs24.x only',
  vpcConfig: 'there are no networks to join',
  deadLetterConfig: 'events that fail are not sent on',
  fileSystemConfigs: 'there are no file systems to mount',
  imageConfig: 'functions are zip files',
  snapStart: 'there are no snapshots to start from',
  loggingConfig: 'logs are text',
  capacityProviderConfig: 'there are no instances to run on',
  durableConfig: 'there are no durable executions',
  runtimeConfig: 'there is one version of the runtime',
};
const UNSERVED_AT_CREATION: Readonly<Record<string, string>> = {
  packageType: 'functions are zip files',
  'code.imageUri': 'functions are zip files',
  'code.s3ObjectStorageMode': 'code is always copied',
  'code.sourceKMSKeyArn': 'nothing is encrypted here',
  publishTo: 'there are no instances to publish to',
  tenancyConfig: 'there are no tenants',
};

function unserved(operation: string, reasons: Readonly<Record<string, string>>): readonly KnownDifference[] {
  return Object.entries(reasons).map(([path, reason]) => ({ operation, path, reason }));
}

export const LAMBDA: ConformedApi = {
  name: 'lambda',
  ...WIRE,
  baseRequests: {
    CreateFunction: {
      ...FUNCTION,
      Role: ROLE,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { ZipFile: 'AAAA' },
    },
    GetFunction: FUNCTION,
    GetFunctionConfiguration: FUNCTION,
    ListFunctions: {},
    DeleteFunction: FUNCTION,
    UpdateFunctionCode: { ...FUNCTION, ZipFile: 'AAAA' },
    UpdateFunctionConfiguration: FUNCTION,
    Invoke: FUNCTION,
    ListVersionsByFunction: FUNCTION,
    GetPolicy: FUNCTION,
    GetFunctionCodeSigningConfig: FUNCTION,
    GetFunctionConcurrency: FUNCTION,
    ListTags: RESOURCE,
    TagResource: { ...RESOURCE, Tags: { a: 'b' } },
    UntagResource: { ...RESOURCE, TagKeys: ['a'] },
    PublishVersion: FUNCTION,
    CreateAlias: { ...ALIAS, FunctionVersion: '1' },
    GetAlias: ALIAS,
    UpdateAlias: ALIAS,
    DeleteAlias: ALIAS,
    ListAliases: FUNCTION,
    AddPermission: { ...STATEMENT, Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com' },
    RemovePermission: STATEMENT,
  },
  knownDifferences: [
    ...unserved('CreateFunction', { ...UNSERVED, ...UNSERVED_AT_CREATION }),
    ...unserved('UpdateFunctionConfiguration', UNSERVED),
    ...unserved('UpdateFunctionCode', {
      s3ObjectStorageMode: 'code is always copied',
      sourceKMSKeyArn: 'nothing is encrypted here',
      publishTo: 'there are no instances to publish to',
    }),
    ...unserved('Invoke', {
      durableExecutionName: 'there are no durable executions',
      tenantId: 'there are no tenants',
    }),
    ...unserved('PublishVersion', { publishTo: 'there are no instances to publish to' }),
    ...unserved('AddPermission', {
      functionUrlAuthType: 'there are no function URLs',
      invokedViaFunctionUrl: 'there are no function URLs',
    }),
  ],
  beyondModel: [
    {
      operation: 'CreateFunction',
      path: 'functionName',
      what: ['length 140'],
      reason: 'a name, which is not an ARN, has at most 64 characters',
    },
  ],
  // Elements and keys are also said not to be null, variables are not shown, and runtimes have words of their own.
  ownRefusal: (sentences): OwnRefusal => {
    const others = sentences.filter((text) => !RUNTIME.test(text)).map(asLambdaSays);
    const [, value, constraint] = RUNTIME.exec(sentences.find((text) => RUNTIME.test(text)) ?? '') ?? [];
    if (others.length > 0 || value === undefined) return { code: 'ValidationException', sentences: others };
    const message = `Value ${value} at 'runtime' failed to satisfy constraint: ${constraint} or be a valid ARN`;
    return { code: 'InvalidParameterValueException', message };
  },
  start: () =>
    withIamBeside((clients) =>
      startRest(WIRE, (dataFolder) =>
        createLambdaService({ dataFolder, region: 'us-east-1', accountId: '000000000000', clients }),
      ),
    ),
};

function asLambdaSays(sentence: string): string {
  const shown = sentence.replace(/^Value '.*' at 'environment\.variables'/s, "Value at 'environment.variables'");
  const isOfElements = /failed to satisfy constraint: (?:Member|Map keys|Map value) must satisfy constraint: \[/.test(
    shown,
  );
  return isOfElements ? shown.replace(/\]$/, `, ${NOT_NULL}]`) : shown;
}
