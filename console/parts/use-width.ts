import { useEffect, useState } from 'preact/hooks';

/** Width of an element as it is laid out; until it is, and in a report, the given one. */
export function useWidth(box: { readonly current: HTMLElement | null }, before = 720): number {
  const [width, setWidth] = useState(before);
  useEffect(() => {
    const { current } = box;
    if (current === null) return;
    const observer = new ResizeObserver(([entry]) => entry !== undefined && setWidth(entry.contentRect.width));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return width;
}
