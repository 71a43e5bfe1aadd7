import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface FollowedEnd {
  /** Rows that came while the reader was further up. */
  readonly newCount: number;
  scrolled(): void;
  goThere(): void;
}

/** Within so many pixels of its end a list counts as being there. */
const NEAR_PX = 4;

/** Keeps a list at its end as it grows, unless the reader has gone up. */
export function useFollowedEnd(box: RefObject<HTMLElement | null>, count: number, isFollowed: boolean): FollowedEnd {
  const isAtEnd = useRef(true);
  // Of rows, when the reader left the end.
  const [seen, setSeen] = useState<number>();
  const goThere = () => {
    const { current } = box;
    if (current !== null) current.scrollTop = current.scrollHeight;
  };
  useLayoutEffect(() => {
    if (isFollowed && isAtEnd.current) goThere();
  }, [isFollowed, count]);
  const scrolled = () => {
    const { current } = box;
    if (!isFollowed || current === null) return;
    isAtEnd.current = current.scrollTop + current.clientHeight >= current.scrollHeight - NEAR_PX;
    setSeen((known) => (isAtEnd.current ? undefined : (known ?? count)));
  };
  return { newCount: !isFollowed || seen === undefined ? 0 : Math.max(0, count - seen), scrolled, goThere };
}
