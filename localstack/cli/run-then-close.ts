/** Does the work and closes then, whatever came of it; a failure of the work is not hidden by one of the closing. */
export async function runThenClose<T>(resource: { close(): Promise<void> }, work: () => Promise<T>): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    // The first error is what the user must see.
    await resource.close().catch(() => undefined);
    throw error;
  }
  await resource.close();
  return result;
}
