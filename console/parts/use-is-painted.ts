import { useEffect, useState } from 'preact/hooks';

/** False until what is drawn first has been painted: the large rest can wait for that. */
export function useIsPainted(): boolean {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => setPainted(true), []);
  return isPainted;
}
