import {
  asymptoticPValue,
  correctedPValue,
  exactPValue,
  midPValue,
} from '../../functions/evaluate-model/statistics/mcnemar.ts';
import { wilsonInterval } from '../../functions/evaluate-model/statistics/proportion.ts';

// The statistics of the evaluation for many counts, as JSON: statistics_scipy.py compares them with SciPy's.

const TOTALS = [1, 2, 3, 7, 29, 100, 263, 1000, 20_000];
const SHARES = [0, 0.01, 0.25, 0.5, 0.731, 0.99, 1];
const CONFIDENCES = [0.8, 0.95, 0.999];
const DIFFERENCES = [0, 1, 2, 5, 9, 24, 25, 80, 311, 2000];

const counts = TOTALS.flatMap((total) =>
  [...new Set(SHARES.map((share) => Math.round(share * total)))].map((hits) => ({ hits, total })),
);
const wilson = counts.flatMap(({ hits, total }) =>
  CONFIDENCES.map((confidence) => ({ hits, total, confidence, ...wilsonInterval(hits, total, confidence) })),
);
const pairs = DIFFERENCES.flatMap((onlyFirst) => DIFFERENCES.map((onlySecond) => ({ onlyFirst, onlySecond })));
const mcNemar = pairs.map((differences) => ({
  ...differences,
  exact: exactPValue(differences),
  mid: midPValue(differences),
  asymptotic: asymptoticPValue(differences),
  corrected: correctedPValue(differences),
}));

console.log(JSON.stringify({ wilson, mcNemar }));
