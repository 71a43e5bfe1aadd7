const SQRT_2 = Math.SQRT2;
/** From here on the continued fraction is the quicker of the two. */
const SERIES_UP_TO = 2;
const TERMS = 200;

/** The probability that a standard normal variable is above `z`. */
export function normalAbove(z: number): number {
  return z >= 0 ? errorFunctionAbove(z / SQRT_2) / 2 : 1 - errorFunctionAbove(-z / SQRT_2) / 2;
}

/** The z that a standard normal variable passes with this probability, between 0 and 1. */
export function normalQuantileAbove(probability: number): number {
  let [low, high] = [-40, 40];
  for (let step = 0; step < TERMS; step += 1) {
    const middle = (low + high) / 2;
    if (normalAbove(middle) > probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Intervals of thousands of classes have one confidence, and its z takes longer than the rest of them. */
let known = { confidence: Number.NaN, z: Number.NaN };

/** The z of a two-sided interval: 1.96 for a confidence of 0.95. */
export function twoSidedZ(confidence: number): number {
  if (known.confidence !== confidence) known = { confidence, z: normalQuantileAbove((1 - confidence) / 2) };
  return known.z;
}

/** The probability that a chi-square variable with one degree of freedom is above `value`. */
export function chiSquareAbove(value: number): number {
  return errorFunctionAbove(Math.sqrt(value / 2));
}

/** The complementary error function, for x of 0 or more. */
function errorFunctionAbove(x: number): number {
  return x < SERIES_UP_TO ? 1 - errorSeries(x) : errorFraction(x);
}

/** The error function's power series: each term is the one before, times 2 x squared over the next odd number. */
function errorSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let at = 1; at < TERMS; at += 1) {
    term *= (2 * x * x) / (2 * at + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** Its continued fraction, from the end. */
function errorFraction(x: number): number {
  let fraction = x;
  for (let at = TERMS; at > 0; at -= 1) fraction = x + at / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}
