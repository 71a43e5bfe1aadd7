/** What the work is rejected with; the test fails when it is not. */
export async function errorOf(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error;
    throw new TypeError(`rejected with ${String(error)}, which is not an Error`);
  }
  throw new Error('expected a rejection, but the work was done');
}

/** What a refused call says, as `Code: message`. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const { name, message } = await errorOf(call);
  return `${name}: ${message}`;
}
