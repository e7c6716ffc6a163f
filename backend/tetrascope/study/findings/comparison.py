"""The same people's values in two conditions, compared."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from tetrascope.study.findings.asked_question import About
from tetrascope.study.statistics.holm import holm
from tetrascope.study.statistics.median import Median, median_of
from tetrascope.study.statistics.signed_rank import SignedRank, least_p, signed_rank


class Measure(NamedTuple):
    """A number of each participant in each condition, or at each time."""

    name: str
    title: str
    """For a person."""
    values: Mapping[About, Mapping[int, float]]
    """By what they are about, then by participant."""


class Comparison(NamedTuple):
    """A measure in two of its groups, of those who have both."""

    measure: Measure
    first: About
    second: About
    medians: tuple[float, float] | None
    """Of the first and the second; None where nobody has both."""
    difference: Median | None
    """Of the differences, second less first."""
    test: SignedRank
    corrected: float | None
    """p by Holm's method among the tests of the family; None where there is no test."""
    least_corrected: float | None
    """What that would be if all who differ did so in the same direction, and the other tests were as they are."""
    tests: int
    """How many tests the family has."""


def compared(family: Sequence[Measure]) -> list[Comparison]:
    """Every pair of groups of every measure of a family; p is corrected for all tests of the family."""
    found = []
    for measure in family:
        for first, second in combinations(measure.values, 2):
            found.append(_compared(measure, first, second))
    tested = [place for place, each in enumerate(found) if each.test.p is not None]
    ps = [each.test.p for each in found if each.test.p is not None]
    for number, (place, corrected) in enumerate(zip(tested, holm(ps), strict=True)):
        each = found[place]
        least = [*ps[:number], least_p(each.test.higher + each.test.lower), *ps[number + 1 :]]
        found[place] = each._replace(corrected=corrected, least_corrected=holm(least)[number])
    return [each._replace(tests=len(tested)) for each in found]


def _compared(measure: Measure, first: About, second: About) -> Comparison:
    of_first, of_second = measure.values[first], measure.values[second]
    both = [number for number in of_first if number in of_second]
    before, after = [of_first[number] for number in both], [of_second[number] for number in both]
    test = signed_rank(before, after)
    if not both:
        return Comparison(measure, first, second, None, None, test, None, None, 0)
    medians = (median_of(before).value, median_of(after).value)
    difference = median_of([later - earlier for earlier, later in zip(before, after, strict=True)])
    return Comparison(measure, first, second, medians, difference, test, None, None, 0)
