/**
 * How a matrix is laid out in a flat array: how far apart its rows, its columns and its segments are. The inner dimension of a
 * product may fall into segments of equal length, such as the three rows of a 3x3 neighbourhood in an image.
 */
export interface Layout {
  readonly values: Float32Array;
  /** Index of the first element. */
  readonly start: number;
  readonly rowStep: number;
  readonly columnStep: number;
  readonly segmentStep?: number;
}

export interface ProductSize {
  readonly rows: number;
  readonly columns: number;
  /** Length of the sums, in each segment. */
  readonly inner: number;
  readonly segments: number;
}

const TILE_ROWS = 2;
const TILE_COLUMNS = 4;

/**
 * `product += left * right`. Eight sums at a time stay in registers, so that a loaded value is used two or four times:
 * about 2.5 billion multiplications a second on one core (bench/training-candidates.ts).
 * Indices are in range by construction, hence `as number` after each access.
 */
export function addProduct(product: Layout, left: Layout, right: Layout, size: ProductSize): void {
  const tiledRows = size.rows - (size.rows % TILE_ROWS);
  const tiledColumns = size.columns - (size.columns % TILE_COLUMNS);
  for (let row = 0; row < tiledRows; row += TILE_ROWS) {
    for (let column = 0; column < tiledColumns; column += TILE_COLUMNS)
      addTile(product, left, right, size, row, column);
    for (let column = tiledColumns; column < size.columns; column++) {
      for (let own = row; own < row + TILE_ROWS; own++) addElement(product, left, right, size, own, column);
    }
  }
  for (let row = tiledRows; row < size.rows; row++) {
    for (let column = 0; column < size.columns; column++) addElement(product, left, right, size, row, column);
  }
}

/** Its eight sums are variables of their own: destructured from an array they made training a quarter slower. */
function addTile(product: Layout, left: Layout, right: Layout, size: ProductSize, row: number, column: number): void {
  const { values: a, rowStep: aRow, columnStep: aStep, segmentStep: aSegment = 0 } = left;
  const { values: b, columnStep: bColumn, rowStep: bStep, segmentStep: bSegment = 0 } = right;
  const [bThird, bFourth] = [2 * bColumn, 3 * bColumn];
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  for (let segment = 0; segment < size.segments; segment++) {
    let ai = left.start + segment * aSegment + row * aRow;
    let nextAi = ai + aRow;
    let bi = right.start + segment * bSegment + column * bColumn;
    for (let index = 0; index < size.inner; index++) {
      const upper = a[ai] as number;
      const lower = a[nextAi] as number;
      const b0 = b[bi] as number;
      const b1 = b[bi + bColumn] as number;
      const b2 = b[bi + bThird] as number;
      const b3 = b[bi + bFourth] as number;
      s00 += upper * b0;
      s01 += upper * b1;
      s02 += upper * b2;
      s03 += upper * b3;
      s10 += lower * b0;
      s11 += lower * b1;
      s12 += lower * b2;
      s13 += lower * b3;
      ai += aStep;
      nextAi += aStep;
      bi += bStep;
    }
  }
  const at = product.start + row * product.rowStep + column * product.columnStep;
  addFour(product, at, s00, s01, s02, s03);
  addFour(product, at + product.rowStep, s10, s11, s12, s13);
}

function addFour(
  { values, columnStep: step }: Layout,
  at: number,
  s0: number,
  s1: number,
  s2: number,
  s3: number,
): void {
  values[at] = (values[at] as number) + s0;
  values[at + step] = (values[at + step] as number) + s1;
  values[at + 2 * step] = (values[at + 2 * step] as number) + s2;
  values[at + 3 * step] = (values[at + 3 * step] as number) + s3;
}

/** One element of a row or column that does not fill a tile. */
function addElement(
  product: Layout,
  left: Layout,
  right: Layout,
  size: ProductSize,
  row: number,
  column: number,
): void {
  let sum = 0;
  for (let segment = 0; segment < size.segments; segment++) {
    let ai = left.start + segment * (left.segmentStep ?? 0) + row * left.rowStep;
    let bi = right.start + segment * (right.segmentStep ?? 0) + column * right.columnStep;
    for (let index = 0; index < size.inner; index++) {
      sum += (left.values[ai] as number) * (right.values[bi] as number);
      ai += left.columnStep;
      bi += right.rowStep;
    }
  }
  const at = product.start + row * product.rowStep + column * product.columnStep;
  product.values[at] = (product.values[at] as number) + sum;
}
