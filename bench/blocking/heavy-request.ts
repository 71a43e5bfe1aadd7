import type { AwsClients } from '../../emulators/core/aws-clients.ts';

/** A request of a kind that takes much work. */
export interface HeavyRequest {
  readonly name: string;
  /** What must be there first; not measured. */
  readonly prepare?: (clients: AwsClients) => Promise<unknown>;
  readonly run: (clients: AwsClients) => Promise<unknown>;
}

export const ROLE = 'arn:aws:iam::000000000000:role/bench';
export const BUCKET = 'bench';
export const KIB = 1024;
export const MIB = 1024 * KIB;

/** All of these, a few at a time. */
export async function inParallel(
  count: number,
  atOnce: number,
  one: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await one(index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
