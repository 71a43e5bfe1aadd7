import { cutInMiddle } from '../model/readable.ts';

interface Props {
  readonly name: string;
  readonly letters: number;
}

/** A long name is cut for the eye only. Names may be written from right to left: each is a line of its own. */
export function CutName({ name, letters }: Props) {
  const shown = cutInMiddle(name, letters);
  if (shown === name) return <bdi title={name}>{name}</bdi>;
  return (
    <>
      <bdi title={name} aria-hidden="true">
        {shown}
      </bdi>
      <bdi class="hidden">{name}</bdi>
    </>
  );
}
