/** AWS's ids, `AKIA…` and `ASIA…`, and LocalStack's, `LKIA…` and `LSIA…`, are at least this long. */
const MIN_ISSUED_LENGTH = 20;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Where the account is in an issued id: eight characters hold all of it but its lowest bit, which the next one has. */
const ACCOUNT_PART = /^L[KS]IA([A-Z2-7]{8})([A-Z2-7])/;
/** What those eight characters hold for account 000000000000. */
const ACCOUNT_OFFSET = 2 ** 39;
const MAX_ACCOUNT = 999_999_999_999;

/**
 * The account that an access key id names, by LocalStack's rules: twelve digits are the account itself, and the ids that
 * LocalStack issues hold it. Undefined for every other id: the default account's.
 * https://docs.localstack.cloud/aws/capabilities/config/multi-account-setups/
 */
export function namedAccount(accessKeyId: string | undefined): string | undefined {
  if (accessKeyId === undefined) return undefined;
  if (/^\d{12}$/.test(accessKeyId)) return accessKeyId;
  return accessKeyId.length < MIN_ISSUED_LENGTH ? undefined : accountInside(accessKeyId);
}

function accountInside(accessKeyId: string): string | undefined {
  const [, upper, lowest] = ACCOUNT_PART.exec(accessKeyId) ?? [];
  if (upper === undefined || lowest === undefined) return undefined;
  const value = [...upper].reduce((sum, char) => sum * BASE32.length + BASE32.indexOf(char), 0);
  const account = 2 * (value - ACCOUNT_OFFSET) + (BASE32.indexOf(lowest) >= BASE32.length / 2 ? 1 : 0);
  return account < 0 || account > MAX_ACCOUNT ? undefined : String(account).padStart(12, '0');
}
