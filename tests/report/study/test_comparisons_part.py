"""What a comparison is said to say, and what it cannot say."""

from collections.abc import Sequence

import pytest

from tetrascope.report.numbers import p_text
from tetrascope.report.study.comparisons_part import meaning
from tetrascope.study.findings.asked_question import About
from tetrascope.study.findings.comparison import Measure, compared

ONLY_RISES = [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("differences", "others", "said"),
    [
        ([], [], "Nobody has both values."),
        ([0, 0, 0], [], "All have the same value in both."),
        ([1], [], "No test: the two values differ for 1 person. With fewer than 6 no p below 0.05 is possible"),
        ([1] * 5 + [0] * 30, [], "No test: the two values differ for 5 people."),
        (ONLY_RISES, [], "The second is higher: chance alone would seldom bring that about. How much, 8 people tell"),
        ([-each for each in ONLY_RISES], [], "The second is lower:"),
        ([1, -2, 3, -4, 5, -6, 7, -8], [], "No difference is shown. That does not mean that there is none"),
        ([1, -2, 3, -4, 5, -6], [ONLY_RISES], "No difference is shown."),
        (
            [1, -2, 3, -4, 5, -6],
            [[1, -2, 3, -4, 5, -6]],
            "It cannot tell: even if all 6 differed in the same direction, p corrected for 2 tests would be 0.062.",
        ),
    ],
)
def test_it_is_said_in_plain_words(differences: list[float], others: list[list[float]], said: str) -> None:
    found = compared([measure(each) for each in (differences, *others)])
    assert meaning(found[0]).startswith(said)


def measure(differences: Sequence[float]) -> Measure:
    before = dict.fromkeys(range(len(differences)), 0.0)
    return Measure("m", "M", {About("a"): before, About("b"): dict(enumerate(differences))})


@pytest.mark.parametrize(("p", "text"), [(1.0, "1.000"), (0.0625, "0.062"), (0.001, "0.001"), (1e-12, "< 0.001")])
def test_p_is_never_0(p: float, text: str) -> None:
    assert p_text(p) == text
