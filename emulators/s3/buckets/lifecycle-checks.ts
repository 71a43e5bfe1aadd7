import { xmlList } from '../../core/wire/wire-xml.ts';
import { invalidArgument, invalidRequest, malformedXml } from '../wire/s3-errors.ts';
import { asElement, textOf, type XmlElement } from '../wire/xml-documents.ts';

const MAX_RULES = 1000;
const MAX_ID_LENGTH = 255;
const ACTIONS = [
  'Expiration',
  'Transition',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransition',
  'AbortIncompleteMultipartUpload',
];

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
  if (rule['Expiration'] !== undefined) checkExpiration(asElement(rule['Expiration']));
  for (const transition of xmlList(rule['Transition'])) {
    const { Days: days, Date: date } = texts(asElement(transition));
    if ((days === undefined) === (date === undefined)) throw malformedXml();
    if (date !== undefined) checkDate(date);
  }
}

function checkExpiration(expiration: XmlElement): void {
  const { Days: days, Date: date, ExpiredObjectDeleteMarker: marker } = texts(expiration);
  if ([days, date, marker].filter((member) => member !== undefined).length !== 1) throw malformedXml();
  if (date !== undefined) checkDate(date);
  if (days === undefined) return;
  if (!/^[+-]?\d{1,10}$/.test(days.trim())) throw malformedXml();
  if (Number(days) > 0) return;
  throw invalidArgument("'Days' for Expiration action must be a positive integer", 'Days', days);
}

function texts(element: XmlElement): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.keys(element).map((name) => [name, textOf(element, name)]));
}

function checkDate(date: string): void {
  const timeMs = Date.parse(date.trim());
  if (Number.isNaN(timeMs)) throw malformedXml();
  if (timeMs % 86_400_000 !== 0) throw invalidArgument("'Date' must be at midnight GMT", 'Date', date);
}
