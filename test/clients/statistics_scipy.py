"""The statistics with which a model is judged, against SciPy's."""

import json
import os
import pathlib
import subprocess
import unittest

from scipy import stats

VALUES = pathlib.Path(__file__).with_name("statistics-values.ts")


def values():
    line = [os.environ["REHEARSAL_NODE"], str(VALUES)]
    return json.loads(subprocess.run(line, capture_output=True, text=True, check=True).stdout)


class Statistics(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.values = values()

    def near(self, ours, theirs, case):
        self.assertLessEqual(abs(ours - theirs), 1e-9 * max(abs(theirs), 1e-3), f"{ours} and {theirs}: {case}")

    def test_wilson_intervals_are_those_of_scipy(self):
        self.assertGreater(len(self.values["wilson"]), 100)
        for case in self.values["wilson"]:
            test = stats.binomtest(case["hits"], case["total"])
            theirs = test.proportion_ci(confidence_level=case["confidence"], method="wilson")
            self.near(case["low"], theirs.low, case)
            self.near(case["high"], theirs.high, case)

    def test_mcnemar_p_values_are_those_of_scipy(self):
        self.assertEqual(len(self.values["mcNemar"]), 100)
        for case in self.values["mcNemar"]:
            first, second = case["onlyFirst"], case["onlySecond"]
            both = first + second
            if both == 0:
                names = ["exact", "mid", "asymptotic", "corrected"]
                self.assertEqual([case[name] for name in names], [1, 1, 1, 1])
                continue
            exact = stats.binomtest(first, both, 0.5).pvalue
            seen = stats.binom.pmf(min(first, second), both, 0.5)
            # SciPy counts the middle once where both are equal: its test ends at 1 then.
            mid = 1 if first == second else exact - seen
            self.near(case["exact"], exact, case)
            self.near(case["mid"], mid, case)
            self.near(case["asymptotic"], stats.chi2.sf((first - second) ** 2 / both, 1), case)
            corrected = max(0, abs(first - second) - 1) ** 2 / both
            self.near(case["corrected"], stats.chi2.sf(corrected, 1), case)


if __name__ == "__main__":
    unittest.main()
