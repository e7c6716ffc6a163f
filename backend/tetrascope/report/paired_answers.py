"""Two networks on the same labelled images: which of them is right where the other is wrong."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from scipy.stats import binom

from tetrascope.report.folder_comparison import FolderComparison, NetworkOnFolder
from tetrascope.study.statistics.holm import holm


@dataclass(frozen=True)
class PairedAnswers:
    """How often each of two networks is right: images that both have answered, and have a class for."""

    one: NetworkOnFolder
    other: NetworkOnFolder
    both: int
    """Images that both get right."""
    only_one: int
    """Images that `one` gets right and `other` does not."""
    only_other: int
    """Images that `other` gets right and `one` does not."""
    neither: int
    """Images that both get wrong."""

    @property
    def images(self) -> int:
        """All of them."""
        return self.both + self.only_one + self.only_other + self.neither

    @property
    def p(self) -> float:
        """How often chance alone would make them differ at least as much, if both were right equally often: 0..1.

        Images on which both are right or both are wrong tell nothing about it. Of the others each would be as likely
        right in `one` as in `other`: a binomial distribution, exact, two-sided; 1 where there are none.

        Q. McNemar, Note on the sampling error of the difference between correlated proportions or percentages,
        Psychometrika 12(2), 1947.
        """
        fewer = min(self.only_one, self.only_other)
        return min(1.0, 2 * float(binom.cdf(fewer, self.only_one + self.only_other, 0.5)))


def pairs_of(compared: FolderComparison) -> list[tuple[PairedAnswers, float]]:
    """Each two networks that can be right about the same images, and their `p` corrected for the number of pairs."""
    every = (_pair(one, other, compared) for one, other in combinations(compared.networks, 2))
    pairs = [pair for pair in every if pair.images]
    return list(zip(pairs, holm([pair.p for pair in pairs]), strict=True))


def _pair(one: NetworkOnFolder, other: NetworkOnFolder, compared: FolderComparison) -> PairedAnswers:
    right = Counter(
        (one.is_right(image, label), other.is_right(image, label)) for image, label in compared.labels.items()
    )
    # Where one of them has no such class, or no answer yet, its part is None.
    return PairedAnswers(one, other, right[True, True], right[True, False], right[False, True], right[False, False])
