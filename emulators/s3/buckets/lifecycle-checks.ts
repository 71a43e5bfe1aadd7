import { xmlList } from '../../core/wire/wire-xml.ts';
import { invalidArgument, invalidRequest, malformedXml } from '../wire/s3-errors.ts';
import { asElement, textOf, type XmlElement } from '../wire/xml-documents.ts';
import { checkActions } from './lifecycle-actions.ts';

const MAX_RULES = 1000;
const MAX_ID_LENGTH = 255;
const ACTIONS = [
  'Expiration',
  'Transition',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransition',
  'AbortIncompleteMultipartUpload',
];
const SIZES = ['ObjectSizeGreaterThan', 'ObjectSizeLessThan'];
const PREDICATES = ['Prefix', 'Tag', ...SIZES];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html */
export function checkLifecycleRules(rules: readonly XmlElement[]): void {
  if (rules.length === 0 || rules.length > MAX_RULES) throw malformedXml();
  const ids = new Set<string>();
  for (const rule of rules) {
    checkRule(rule);
    const id = textOf(rule, 'ID') ?? '';
    if (id.length > MAX_ID_LENGTH) {
      throw invalidArgument(`ID length should not exceed allowed limit of ${MAX_ID_LENGTH}`, 'ID', id);
    }
    if (ids.has(id)) throw invalidArgument('Rule ID must be unique. Found same ID for more than one rule', 'ID', id);
    if (id !== '') ids.add(id);
  }
}

function checkRule(rule: XmlElement): void {
  if (!['Enabled', 'Disabled'].includes(textOf(rule, 'Status') ?? '')) throw malformedXml();
  if ((rule['Filter'] === undefined) === (rule['Prefix'] === undefined)) throw malformedXml();
  if (!ACTIONS.some((name) => rule[name] !== undefined)) {
    throw invalidRequest('At least one action needs to be specified in a rule');
  }
  const predicates = predicatesOf(asElement(rule['Filter'] ?? ''));
  checkActions(rule, {
    prefix: textOf(rule, 'Prefix') ?? textOf(predicates, 'Prefix') ?? '',
    hasTags: predicates['Tag'] !== undefined,
  });
}

/** Of a filter, which has one predicate or none; or of its And, which has two or more. */
function predicatesOf(filter: XmlElement): XmlElement {
  const names = [...PREDICATES, 'And'].filter((name) => filter[name] !== undefined);
  if (names.length > 1) throw malformedXml();
  const and = filter['And'] === undefined ? undefined : asElement(filter['And']);
  const predicates = and ?? filter;
  const given = PREDICATES.flatMap((name) => xmlList(predicates[name]));
  if (and === undefined ? given.length > 1 : given.length < 2) throw malformedXml();
  for (const name of SIZES) {
    const size = textOf(predicates, name);
    if (size !== undefined && !/^\d{1,15}$/.test(size)) throw malformedXml();
  }
  return predicates;
}
