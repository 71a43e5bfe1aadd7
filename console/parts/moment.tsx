import { useEffect, useState } from 'preact/hooks';
import { agoText, utcText } from '../model/readable.ts';

const FORMAT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A time in the user's zone, with UTC for who hovers. */
export function Moment({ timeMs }: { readonly timeMs: number }) {
  return (
    <time dateTime={new Date(timeMs).toISOString()} title={utcText(timeMs)}>
      {FORMAT.format(timeMs)}
    </time>
  );
}

/** `3 min ago`, kept up to date. */
export function Ago({ timeMs }: { readonly timeMs: number }) {
  const nowMs = useNow(10_000);
  return (
    <time dateTime={new Date(timeMs).toISOString()} title={utcText(timeMs)}>
      {agoText(timeMs, nowMs)}
    </time>
  );
}

/** The time, anew after every pause; without a pause it stands still. */
export function useNow(pauseMs: number | undefined): number {
  const [nowMs, setNow] = useState(Date.now);
  useEffect(() => {
    if (pauseMs === undefined) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && setNow(Date.now()), pauseMs);
    return () => clearInterval(timer);
  }, [pauseMs]);
  return nowMs;
}
