import { ARRAY_FUNCTIONS } from './array-functions.ts';
import type { Intrinsic } from './call.ts';
import { DATA_FUNCTIONS } from './data-functions.ts';
import { STRING_FUNCTIONS } from './string-functions.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html */
export const INTRINSICS: Readonly<Record<string, Intrinsic | undefined>> = {
  ...ARRAY_FUNCTIONS,
  ...STRING_FUNCTIONS,
  ...DATA_FUNCTIONS,
};
