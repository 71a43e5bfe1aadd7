import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';
import { isAbout } from './policy-resource.ts';

const VERSIONS: readonly unknown[] = [undefined, '2008-10-17', '2012-10-17'];
const PRINCIPAL = /^(?:\*|\d{12}|arn:aws[a-z-]*:(?:iam|sts)::(?:\d{12}|cloudfront):.+|A[A-Z0-9]{15,})$/;
const PRINCIPAL_KINDS = ['AWS', 'Service', 'Federated', 'CanonicalUser'];
const COMPARED =
  '(?:String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|(?:Numeric|Date)(?:(?:Not)?Equals|(?:Less|Greater)Than(?:Equals)?)';
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATOR = new RegExp(
  `^(?:For(?:AllValues|AnyValue):)?${COMPARED}|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like)|Null)(?:IfExists)?$`,
);
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const OF_OBJECTS =
  /^(?:(?:Get|Put|Delete)Object(?:Version)?(?:Acl|Tagging|Attributes|Torrent)?|ListMultipartUploadParts|AbortMultipartUpload|RestoreObject|(?:Get|Put)Object(?:Retention|LegalHold)|BypassGovernanceRetention)$/i;
const OF_BUCKETS =
  /^(?:(?:Create|Delete|Get|List|Put)Bucket[A-Za-z]*|(?:Get|Put)(?:Lifecycle|Encryption|Accelerate|Replication)Configuration)$/i;

/** What is wrong with a bucket's policy; undefined when nothing is. The words are AWS's as its users have quoted them, where it says no other. */
export function policyProblem(policy: JsonObject, bucket: string): string | undefined {
  if (!VERSIONS.includes(policy['Version'])) return 'The policy must contain a valid version string';
  const unknown = unknownField(policy, MEMBERS);
  if (unknown !== undefined) return unknown;
  if (policy['Statement'] === undefined) return 'Missing required field Statement';
  const statements = [policy['Statement']].flat();
  if (statements.length === 0) return 'Could not parse the policy: Statement is empty!';
  const problems = statements.map((one) =>
    isJsonObject(one) ? statementProblem(one, bucket) : '[rehearsal] each Statement is an object',
  );
  return problems.find((problem) => problem !== undefined);
}

const MEMBERS = ['Id', 'Version', 'Statement'];
const STATEMENT_MEMBERS = ['Sid', 'Effect', 'Condition'].concat(
  ['Principal', 'Action', 'Resource'].flatMap((field) => [field, `Not${field}`]),
);

function unknownField(object: JsonObject, known: readonly string[]): string | undefined {
  const strange = Object.keys(object).find((name) => !known.includes(name));
  return strange === undefined ? undefined : `Unknown field ${strange}`;
}

function statementProblem(statement: JsonObject, bucket: string): string | undefined {
  const unknown = unknownField(statement, STATEMENT_MEMBERS);
  if (unknown !== undefined) return unknown;
  const { Effect: effect } = statement;
  if (effect === undefined) return 'Missing required field Effect';
  if (effect !== 'Allow' && effect !== 'Deny') return `Invalid effect: ${String(effect)}`;
  for (const field of ['Principal', 'Action', 'Resource']) {
    if (statement[field] === undefined && statement[`Not${field}`] === undefined)
      return `Missing required field ${field}`;
  }
  if (!isPrincipal(statement['Principal'] ?? statement['NotPrincipal'])) return 'Invalid principal in policy';
  const actions = [statement['Action'] ?? statement['NotAction']].flat();
  if (!actions.every(isAction)) return 'Policy has invalid action';
  if (!isAbout(statement, bucket)) return 'Policy has invalid resource';
  return misplaced(statement) ?? conditionProblem(statement['Condition']);
}

function isPrincipal(principal: unknown): boolean {
  if (principal === '*') return true;
  if (!isJsonObject(principal) || Object.keys(principal).length === 0) return false;
  if (!Object.keys(principal).every((kind) => PRINCIPAL_KINDS.includes(kind))) return false;
  const users = principal['AWS'] === undefined ? [] : [principal['AWS']].flat();
  return users.every((user) => typeof user === 'string' && PRINCIPAL.test(user));
}

function isAction(action: unknown): boolean {
  return typeof action === 'string' && /^(?:\*|s3:[a-z*?]+)$/i.test(action);
}

/** An action on objects for the bucket alone, or the other way round; names with wildcards may be either. */
function misplaced({ Action, Resource }: JsonObject): string | undefined {
  if (Action === undefined || Resource === undefined) return undefined;
  const resources = [Resource].flat().map(String);
  const [someObjects, someBuckets] = [resources.some(mayBeObjects), resources.some(mayBeBuckets)];
  const fits = (action: string) =>
    (someObjects || !OF_OBJECTS.test(action)) && (someBuckets || !OF_BUCKETS.test(action));
  const names = [Action].flat().map((action) => String(action).replace(/^s3:/i, ''));
  return names.every(fits) ? undefined : 'Action does not apply to any resource(s) in statement';
}

function mayBeObjects(resource: string): boolean {
  return /[/*]/.test(resource);
}

function mayBeBuckets(resource: string): boolean {
  return !resource.includes('/');
}

function conditionProblem(condition: unknown): string | undefined {
  if (condition === undefined) return undefined;
  if (!isJsonObject(condition)) return '[rehearsal] a Condition is an object of operators';
  const wrong = Object.keys(condition).find((operator) => !OPERATOR.test(operator));
  return wrong === undefined ? undefined : `Invalid Condition type : ${wrong}`;
}
