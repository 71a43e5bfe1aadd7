import { randomBytes, randomInt } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ACCOUNT_BYTES = 6;
const RANDOM_BYTES = 4;

/** A role's unique id, such as AROAJ2UCCR6DPCEXAMPLE. */
export function newRoleId(): string {
  return `AROA${randomText(17)}`;
}

export function newPolicyId(): string {
  return `ANPA${randomText(17)}`;
}

export function newInstanceProfileId(): string {
  return `AIPA${randomText(17)}`;
}

/** As IAM writes times: without fractions of a second. */
export function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

/**
 * An access key id of temporary credentials. As on AWS its first characters encode the account:
 * six bytes hold a set top bit, the account number shifted by seven, and random bits below.
 */
export function newAccessKeyId(accountId: string): string {
  const account = Buffer.alloc(ACCOUNT_BYTES);
  account.writeUIntBE(accountBits(accountId) + randomInt(128), 0, ACCOUNT_BYTES);
  return `ASIA${base32(Buffer.concat([account, randomBytes(RANDOM_BYTES)]))}`;
}

/** Whether these temporary credentials name the account, and so were issued here. */
export function isTemporaryKeyOf(accountId: string, accessKeyId: string): boolean {
  if (!/^ASIA[A-Z2-7]{16}$/.test(accessKeyId)) return false;
  const bits = [...accessKeyId.slice(4, 14)].reduce((sum, char) => sum * 32n + BigInt(BASE32.indexOf(char)), 0n);
  return bits >> 9n === BigInt(accountBits(accountId)) >> 7n;
}

function accountBits(accountId: string): number {
  return Number((1n << 47n) | (BigInt(accountId) << 7n));
}

function base32(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let digit = 0; digit < (bytes.length * 8) / 5; digit += 1) {
    text = BASE32.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return text;
}

function randomText(length: number): string {
  return Array.from({ length }, () => BASE32.charAt(randomInt(BASE32.length))).join('');
}
