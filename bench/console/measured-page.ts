import type { Browser, CDPSession, Page } from 'playwright-core';

const WAIT_MS = 120_000;

/** Why a run is red. */
const CAUSE = '.banner .cause';

/**
 * Notes when what a selector names was painted first, a frame later at most; and, by the browser's own record, the first paint of why a run
 * is red. Takes whether the page is hidden from `isHidden`, since a page without a window never is.
 */
const WATCH = `
  window.isHidden = false;
  Object.defineProperty(document, 'visibilityState', { get: () => (window.isHidden ? 'hidden' : 'visible') });
  window.causePaintedMs = new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries()[0].renderTime)).observe({ type: 'element', buffered: true });
  });
  new MutationObserver((_, observer) => {
    const cause = document.querySelector(${JSON.stringify(CAUSE)});
    if (cause === null) return;
    cause.setAttribute('elementtiming', 'cause');
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
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
    await this.#load(fragment);
    return this.#page.evaluate(`window.paintedMs(${JSON.stringify(selector)})`);
  }

  /** Milliseconds from the address of a red run to the first paint of its cause. */
  async openRed(fragment: string): Promise<number> {
    await this.#load(fragment);
    return this.#page.evaluate('window.causePaintedMs');
  }

  async #load(fragment: string): Promise<void> {
    const url = new URL(this.#page.url());
    url.hash = fragment;
    // A change of the fragment alone would load nothing.
    await this.#page.goto('about:blank');
    await this.#page.goto(url.href, { waitUntil: 'commit' });
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
