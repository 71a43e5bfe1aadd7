/** Lets `Date.now` answer one time in each test of the surrounding `describe`, for limits that are hours and days from now. */
export function useFrozenClock(nowMs: number): void {
  const realNow = Date.now;
  beforeEach(() => {
    Date.now = () => nowMs;
  });
  afterEach(() => {
    Date.now = realNow;
  });
}
