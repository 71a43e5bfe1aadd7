import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { getObject } from '../aws/s3-calls.ts';
import type { S3Place } from '../model/s3-place.ts';
import { queued } from './picture-queue.ts';

interface Props {
  readonly place: S3Place;
  /** What readers of the screen hear. */
  readonly name: string;
  /** Called when it is shown, with its size in pixels. */
  readonly onSize?: (width: number, height: number) => void;
}

/** An image of S3, read when it is first in sight, and shown as a blob: nothing in it is taken for markup. */
export function Picture({ place, name, onSize }: Props) {
  const frame = useRef<HTMLSpanElement>(null);
  const { source, fault, setFault } = useBlob(place, frame);
  return (
    <span ref={frame} class="picture" title={place.key}>
      {source !== undefined && fault === undefined && (
        <img
          src={source}
          alt={name}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => onSize?.(naturalWidth, naturalHeight)}
          onError={() => setFault('it is no image that a browser can show')}
        />
      )}
      {fault !== undefined && (
        <span class="picture-fault" title={fault}>
          not shown
          <span class="hidden">
            : {name}: {fault}
          </span>
        </span>
      )}
    </span>
  );
}

function useBlob({ bucket, key }: S3Place, frame: RefObject<HTMLElement | null>) {
  const [source, setSource] = useState<string>();
  const [fault, setFault] = useState<string>();
  useEffect(() => {
    const ending = new AbortController();
    let url: string | undefined;
    const load = async () => {
      try {
        const response = await queued(() => getObject({ bucket, key }, ending.signal), ending.signal);
        const blob = await response.blob();
        if (ending.signal.aborted) return;
        url = URL.createObjectURL(new Blob([blob], { type: 'image/*' }));
        setSource(url);
      } catch (error) {
        if (!ending.signal.aborted) setFault(error instanceof Error ? error.message : String(error));
      }
    };
    const unwatch = whenSeen(frame.current, () => void load());
    return () => {
      ending.abort();
      unwatch();
      if (url !== undefined) URL.revokeObjectURL(url);
      setSource(undefined);
      setFault(undefined);
    };
  }, [bucket, key]);
  return { source, fault, setFault };
}

function whenSeen(element: Element | null, then: () => void): () => void {
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    watcher.disconnect();
    then();
  }, NEAR);
  if (element !== null) watcher.observe(element);
  return () => watcher.disconnect();
}

/** Pictures just below what is seen are read as well. */
const NEAR = { rootMargin: '200px' };
