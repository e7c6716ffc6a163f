"""Several tests at once: what each result is worth among them."""

from collections.abc import Sequence


def holm(ps: Sequence[float]) -> list[float]:
    """Each p corrected for the number of tests, in their order.

    The smallest is multiplied by the number of tests, the next by one less, and so on; none becomes smaller than one
    before it, or greater than 1. Those below 0.05 then are wrong in at most one of twenty such families of tests.

    S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6(2), 1979.
    """
    corrected = [0.0] * len(ps)
    least = 0.0
    for before, place in enumerate(sorted(range(len(ps)), key=ps.__getitem__)):
        least = max(least, min(1.0, (len(ps) - before) * ps[place]))
        corrected[place] = least
    return corrected
