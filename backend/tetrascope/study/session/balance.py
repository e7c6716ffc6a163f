"""Whether orders are balanced: how often each condition, and each image, is at each place and follows each other."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise, permutations
from typing import Literal, NamedTuple

from tetrascope.study.definition.study import Study
from tetrascope.study.session.order import Order, Trial

Factor = Literal["images", "conditions"]


class Balance(NamedTuple):
    """Counts of one factor over its sequences: the outer one has one in each order, the inner one one in each block."""

    factor: Factor
    at_place: dict[str, list[int]]
    """How often each is the first, the second and so on."""
    follows: dict[tuple[str, str], int]
    """How often the second comes right after the first."""

    @property
    def times_at_place(self) -> tuple[int, int]:
        """How often one is at a place, at least and at most; alike where it is balanced."""
        counts = [count for row in self.at_place.values() for count in row]
        return min(counts), max(counts)

    @property
    def times_after(self) -> tuple[int, int]:
        """How often one comes right after another, at least and at most; alike where it is balanced for carry-over."""
        return min(self.follows.values(), default=0), max(self.follows.values(), default=0)

    @property
    def sentence(self) -> str:
        """Both in words."""
        (least, most), (least_after, most_after) = self.times_at_place, self.times_after
        return (
            f"each is at a place {least} to {most} times, and right after another {least_after} to {most_after} times"
        )

    @property
    def is_balanced(self) -> bool:
        """Whether each is at each place, and after each other, equally often."""
        return len({*self.times_at_place}) == len({*self.times_after}) == 1


def balances(study: Study, orders: Sequence[Order]) -> list[Balance]:
    """The counts of the outer factor, then of the inner one."""
    if study.orders.outer == "images":
        return [_balance("images", orders, study, outer=True), _balance("conditions", orders, study, outer=False)]
    return [_balance("conditions", orders, study, outer=True), _balance("images", orders, study, outer=False)]


def _balance(factor: Factor, orders: Sequence[Order], study: Study, outer: bool) -> Balance:
    sequences = [sequence for order in orders for sequence in _sequences(factor, order, outer)]
    ids = [each.id for each in getattr(study, factor)]
    places = Counter((name, place) for sequence in sequences for place, name in enumerate(sequence))
    successions = Counter(pair for sequence in sequences for pair in pairwise(sequence))
    return Balance(
        factor,
        {name: [places[name, place] for place in range(len(ids))] for name in ids},
        {pair: successions[pair] for pair in permutations(ids, 2)},
    )


def _sequences(factor: Factor, order: Order, outer: bool) -> list[list[str]]:
    """The orders in which a participant meets one factor: one, or one in each block of the other."""

    def of(trial: Trial, name: Factor) -> str:
        return trial.image if name == "images" else trial.condition

    if outer:
        return [[name for name, _ in groupby(of(trial, factor) for trial in order.trials)]]
    other: Factor = "conditions" if factor == "images" else "images"
    blocks = groupby(order.trials, lambda trial: of(trial, other))
    return [[of(trial, factor) for trial in block] for _, block in blocks]
