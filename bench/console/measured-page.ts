import type { Browser, CDPSession, Page } from 'playwright-core';

const WAIT_MS = 120_000;

/** Notes when what a selector names was painted first; and takes whether the page is hidden from `isHidden`, since a page without a window never is. */
const WATCH = `
  window.isHidden = false;
  Object.defineProperty(document, 'visibilityState', { get: () => (window.isHidden ? 'hidden' : 'visible') });
  window.paintedMs = (selector) => new Promise((resolve) => {
    const look = () => document.querySelector(selector) === null
      ? requestAnimationFrame(look)
      : requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    look();
  });
`;

/** Scrolls a list for two seconds and gives the milliseconds between frames. */
const SCROLL = (selector: string) => `
  new Promise((resolve) => {
    const list = document.querySelector(${JSON.stringify(selector)});
    const frames = [];
    let before = performance.now();
    const began = before;
    const step = (now) => {
      frames.push(now - before);
      before = now;
      list.scrollTop += 900;
      if (now - began < 2000) requestAnimationFrame(step); else resolve(frames.slice(1));
    };
    requestAnimationFrame(step);
  })`;

/** A page of the console in a browser, which says how long things took. */
export class MeasuredPage implements AsyncDisposable {
  readonly #page: Page;
  readonly #session: CDPSession;
  /** Calls that it has made. */
  calls = 0;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
    page.on('request', () => {
      this.calls += 1;
    });
  }

  /** Lets the browser in, so that what follows has the cookie. */
  static async enter(browser: Browser, consoleUrl: string): Promise<MeasuredPage> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(WAIT_MS);
    await page.addInitScript(WATCH);
    await page.goto(consoleUrl);
    await page.locator('#main').waitFor();
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    return new MeasuredPage(page, session);
  }

  /** Milliseconds from the address to the first paint of what a selector names. */
  async open(fragment: string, selector: string): Promise<number> {
    const url = new URL(this.#page.url());
    url.hash = fragment;
    // A change of the fragment alone would load nothing.
    await this.#page.goto('about:blank');
    await this.#page.goto(url.href, { waitUntil: 'commit' });
    return this.#page.evaluate(`window.paintedMs(${JSON.stringify(selector)})`);
  }

  async scrollFrames(selector: string): Promise<readonly number[]> {
    return this.#page.evaluate(SCROLL(selector));
  }

  /** Milliseconds until a click's result is there. */
  async click(name: string, result: string): Promise<number> {
    const startMs = performance.now();
    await this.#page.getByRole('button', { name }).click();
    await this.#page.getByText(result).waitFor();
    return performance.now() - startMs;
  }

  /** How long the page's thread has worked since it was opened. */
  async taskMs(): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
  }

  async hide(isHidden: boolean): Promise<void> {
    await this.#page.evaluate(`window.isHidden = ${isHidden}; document.dispatchEvent(new Event('visibilitychange'))`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#page.close();
  }
}
