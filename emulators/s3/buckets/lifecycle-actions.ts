import { xmlList } from '../../core/wire/wire-xml.ts';
import { invalidArgument, invalidRequest, malformedXml } from '../wire/s3-errors.ts';
import { asElement, textOf, type XmlElement } from '../wire/xml-documents.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Transition.html */
const CLASSES = ['GLACIER', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'DEEP_ARCHIVE', 'GLACIER_IR'];
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html */
const SLOW_CLASSES = ['STANDARD_IA', 'ONEZONE_IA'];
const LEAST_DAYS = 30;

interface Scope {
  readonly prefix: string;
  readonly hasTags: boolean;
}

/** What a lifecycle rule does: AWS's texts, as its users have quoted them. */
export function checkActions(rule: XmlElement, { prefix, hasTags }: Scope): void {
  const expiration = rule['Expiration'] === undefined ? undefined : checkExpiration(asElement(rule['Expiration']));
  for (const transition of xmlList(rule['Transition'])) {
    const days = checkTransition(asElement(transition));
    if (expiration === undefined || days === undefined || expiration > days) continue;
    const message = `'Days' in the Expiration action for filter '(prefix=${prefix})' must be greater than 'Days' in the Transition action`;
    throw invalidArgument(message, 'Days', `${expiration}`);
  }
  for (const transition of xmlList(rule['NoncurrentVersionTransition'])) {
    checkClass(asElement(transition), 'NoncurrentDays', 'NoncurrentVersionTransition');
  }
  checkPositive(rule, 'NoncurrentVersionExpiration', 'NoncurrentDays');
  checkPositive(rule, 'AbortIncompleteMultipartUpload', 'DaysAfterInitiation');
  if (hasTags && rule['AbortIncompleteMultipartUpload'] !== undefined) {
    throw invalidRequest('AbortIncompleteMultipartUpload cannot be specified with Tags.');
  }
}

/** The days after which objects expire. */
function checkExpiration(expiration: XmlElement): number | undefined {
  const [days, date] = [textOf(expiration, 'Days'), textOf(expiration, 'Date')];
  const given = [days, date, textOf(expiration, 'ExpiredObjectDeleteMarker')];
  if (given.filter((member) => member !== undefined).length !== 1) throw malformedXml();
  if (date !== undefined) checkDate(date);
  if (days === undefined) return undefined;
  if (wholeNumber(days) > 0) return Number(days);
  throw invalidArgument("'Days' for Expiration action must be a positive integer", 'Days', days);
}

function checkTransition(transition: XmlElement): number | undefined {
  const [days, date] = [textOf(transition, 'Days'), textOf(transition, 'Date')];
  if ((days === undefined) === (date === undefined)) throw malformedXml();
  if (date !== undefined) checkDate(date);
  checkClass(transition, 'Days', 'Transition');
  return days === undefined ? undefined : wholeNumber(days);
}

function checkClass(transition: XmlElement, member: string, action: string): void {
  const storageClass = textOf(transition, 'StorageClass') ?? '';
  if (!CLASSES.includes(storageClass)) throw malformedXml();
  const days = textOf(transition, member);
  if (days === undefined) return;
  const least = SLOW_CLASSES.includes(storageClass) ? LEAST_DAYS : 0;
  if (wholeNumber(days) >= least) return;
  const message = `'${member}' in ${action} action must be greater than or equal to ${least} for storageClass '${storageClass}'`;
  throw invalidArgument(message, member, days);
}

function checkPositive(rule: XmlElement, action: string, member: string): void {
  const days = rule[action] === undefined ? undefined : textOf(asElement(rule[action]), member);
  if (days === undefined || wholeNumber(days) > 0) return;
  throw invalidArgument(`'${member}' for ${action} action must be a positive integer`, member, days);
}

function wholeNumber(text: string): number {
  if (!/^[+-]?\d{1,10}$/.test(text.trim())) throw malformedXml();
  return Number(text);
}

function checkDate(date: string): void {
  const timeMs = Date.parse(date.trim());
  if (Number.isNaN(timeMs)) throw malformedXml();
  if (timeMs % 86_400_000 !== 0) throw invalidArgument("'Date' must be at midnight GMT", 'Date', date);
}
