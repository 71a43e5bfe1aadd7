/** The account id that local AWS emulators have in common. */
export const ACCOUNT_ID = '000000000000';

/** Any key that STS did not issue counts as the account's root. */
export const ROOT_CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
