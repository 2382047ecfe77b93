"""Tests of how `./x.py test` counts tests. It runs none of the parts."""

import io
import unittest
from contextlib import redirect_stderr, redirect_stdout

from overlay import testing
from overlay.system import Failure
from overlay.testing import Counts


class Counting(unittest.TestCase):
    def test_counts_are_summed(self):
        output = "test result: ok. 3 passed; 0 failed; 0 ignored\nx\ntest result: FAILED. 2 passed; 1 failed; 0 ignored\n"
        self.assertEqual(testing._count(output, testing.CARGO_COUNTS), Counts(5, 1))

    def test_no_count_at_all_is_a_failure(self):
        self.assertEqual(testing._count("error: could not compile", testing.CARGO_COUNTS), Counts(0, 1))

    def test_a_part_that_cannot_run_has_failed(self):
        def part(config):
            raise Failure("no compiler; build one")

        total = Counts(4, 0)
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as stderr:
            testing._run_part("compiler", part, None, total)
        self.assertEqual(total, Counts(4, 1))
        self.assertIn("error: no compiler; build one", stderr.getvalue())


if __name__ == "__main__":
    unittest.main()
