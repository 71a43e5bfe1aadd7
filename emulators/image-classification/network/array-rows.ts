/** Writes `row` into the first `rows` rows of a matrix in row order. */
export function fillRows(target: Float32Array, row: Float32Array, rows: number): void {
  for (let index = 0; index < rows; index++) target.set(row, index * row.length);
}

/** Adds to `sums` the sum of each column over the first `rows` rows of `values`. */
export function addColumnSums(sums: Float32Array, values: Float32Array, rows: number): void {
  const columns = sums.length;
  for (let column = 0; column < columns; column++) {
    let sum = 0;
    for (let at = column; at < rows * columns; at += columns) sum += values[at] as number;
    sums[column] = (sums[column] as number) + sum;
  }
}
