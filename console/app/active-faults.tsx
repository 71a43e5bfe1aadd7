import { useEffect, useState } from 'preact/hooks';
import { type ActiveFault, listFaults, watchFaults } from '../aws/rehearsed-faults.ts';
import { countText } from '../model/readable.ts';
import { fragmentOf } from '../model/route.ts';
import { Icon } from '../parts/icon.tsx';
import { usePolled } from './polling.ts';

const PAUSE_MS = 10_000;

/** That something is to go wrong is never to be forgotten: how many faults are on, on every page. */
export function ActiveFaults() {
  const { value } = usePolled(listFaults, (faults) => (faults === undefined ? undefined : PAUSE_MS), []);
  const [changed, setChanged] = useState<readonly ActiveFault[]>();
  useEffect(() => watchFaults(setChanged), []);
  const faults = changed ?? value ?? [];
  if (faults.length === 0) return null;
  return (
    <a class="active-faults" href={fragmentOf({ page: 'faults' })} title={faults.map(({ text }) => text).join('\n')}>
      <Icon name="faults" />
      {countText(faults.length, 'fault')} on
    </a>
  );
}
