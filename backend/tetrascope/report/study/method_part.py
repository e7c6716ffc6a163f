"""How the report's numbers come about, and from where the methods are."""

from tetrascope.report.markup import definitions
from tetrascope.study.statistics.median import LEVEL
from tetrascope.study.statistics.signed_rank import MAX_EXACT, MIN_DIFFERENCES

_PAIRS = [
    (
        "Answers",
        "The last answer of a person to a question counts, at each step where it was asked. Shares are of those who "
        "answered; who did not is not part of them. Who was asked about the same several times, with several images "
        "say, counts once in medians, dots and tests: with the median of theirs.",
    ),
    (
        "Median and interval",
        f"The interval encloses the median of all people like these with a probability of at least {LEVEL} %. It lies "
        "between two of the values themselves (exact, by the binomial distribution; David & Nagaraja, Order "
        "Statistics, 2003, 7.1), and nothing is drawn at random. Of fewer than 6 values there is none that is so sure.",
    ),
    (
        "Mean and SD",
        "The arithmetic mean and the standard deviation of a sample, of numbers and scores, not of ratings.",
    ),
    (
        "Test of pairs",
        "Wilcoxon's signed-rank test, two-sided. Pairs without a difference are ranked and then left out (Pratt, "
        "1959); equal differences get their mean rank. p is exact for these ranks, of all ways to give them signs; "
        f"beyond {MAX_EXACT} differences it is from the normal distribution. With fewer than {MIN_DIFFERENCES} "
        "differences no p is given.",
    ),
    (
        "Several tests",
        "p is corrected by Holm's method (1979) for all tests of a table. Pairs that could not be tested do not count.",
    ),
    (
        "Effect",
        "Matched-pairs rank-biserial correlation (Kerby, 2014): the share of the ranks of pairs whose second value is "
        "higher, less that of those whose first is. 0 is no difference, 1 or -1 that all differ in one direction.",
    ),
    (
        "Minutes",
        "From each event of a client to its next, by that client's own clock that never goes back, for the step and "
        "the scene of the first. Not counted: pauses of the experimenter, what is after a finished step, and after the "
        "last event of a client that was closed. What was out of sight, behind another window say, is counted, and "
        "told.",
    ),
    (
        "Counts",
        "Events as clients told them. A recalculation counts when its answer was there; its milliseconds are as the "
        "participant waited, network and all.",
    ),
]


def method_part() -> str:
    """A list of what is computed how."""
    return f'<section id="method"><h2>How this was computed</h2>{definitions(_PAIRS)}</section>\n'
