/** Bytes of one of the objects that are joined. */
export interface Piece {
  readonly source: number;
  readonly from: number;
  readonly bytes: number;
}

/** One part of the joined object: copied by S3, or read and written. */
export type JoinStep =
  | ({ readonly kind: 'copy' } & Piece)
  | { readonly kind: 'read'; readonly pieces: readonly Piece[] };

/** S3 copies at most 5 GiB as one part; smaller copies take less time each. */
const MAX_COPY_BYTES = 1024 ** 3;

/**
 * Parts of objects of these sizes, in order: every part but the last has at least `partBytes`. What is smaller is read, and of
 * the next object as much as it lacks.
 */
export function joinSteps(sizes: readonly number[], partBytes: number): JoinStep[] {
  const steps: JoinStep[] = [];
  let pieces: Piece[] = [];
  let waiting = 0;
  const read = (piece: Piece) => {
    if (piece.bytes === 0) return;
    pieces.push(piece);
    waiting += piece.bytes;
    if (waiting < partBytes) return;
    steps.push({ kind: 'read', pieces });
    pieces = [];
    waiting = 0;
  };
  for (const [source, size] of sizes.entries()) {
    const lacking = waiting === 0 ? 0 : Math.min(size, partBytes - waiting);
    read({ source, from: 0, bytes: lacking });
    const rest = size - lacking;
    if (rest >= partBytes) steps.push(...copies(source, lacking, rest));
    else read({ source, from: lacking, bytes: rest });
  }
  if (pieces.length > 0) steps.push({ kind: 'read', pieces });
  return steps;
}

/** Copies of about the same size. */
function copies(source: number, start: number, bytes: number): JoinStep[] {
  const count = Math.ceil(bytes / MAX_COPY_BYTES);
  return Array.from({ length: count }, (_, index) => {
    const from = start + Math.floor((bytes * index) / count);
    const end = start + Math.floor((bytes * (index + 1)) / count);
    return { kind: 'copy', source, from, bytes: end - from };
  });
}
