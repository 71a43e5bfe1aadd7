import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

interface Props {
  readonly text: string | (() => string);
  /** What is copied, such as `Copy the command`. */
  readonly label: string;
  /** Shows the picture alone. */
  readonly isSmall?: boolean;
}

const SHOWN_MS = 1_500;

export function CopyButton({ text, label, isSmall = false }: Props) {
  const [done, setDone] = useState<string>();
  useEffect(() => {
    if (done === undefined) return;
    const timer = setTimeout(() => setDone(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = () =>
    navigator.clipboard.writeText(typeof text === 'string' ? text : text()).then(
      () => setDone('Copied'),
      () => setDone('The browser does not let this page copy'),
    );
  return (
    <button type="button" class={isSmall ? 'quiet' : ''} title={label} onClick={copy}>
      <Icon name="copy" />
      <span class={isSmall && done === undefined ? 'hidden' : ''} aria-live="polite">
        {done ?? label}
      </span>
    </button>
  );
}
