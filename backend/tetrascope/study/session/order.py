"""In which order each participant meets conditions and images."""

from collections.abc import Sequence
from math import lcm
from random import Random

from tetrascope.protocol.message import Message
from tetrascope.study.definition.arrangement import Arrangement
from tetrascope.study.definition.identifier import Id
from tetrascope.study.definition.study import Study
from tetrascope.study.session.latin_square import williams_design


class Trial(Message):
    """One condition with one image."""

    condition: Id
    image: Id


class Order(Message):
    """The trials of one participant, in order."""

    number: int
    """1-based: the order of the first participant is number 1, unless somebody takes another's place."""
    trials: list[Trial]


class _Factor:
    """The rows of an arrangement: all of them are used in turns."""

    def __init__(self, name: str, arrangement: Arrangement, ids: Sequence[str], seed: int) -> None:
        self._name, self._ids, self._seed = name, ids, seed
        self._rows: list[list[str]] | None = {
            "as_written": [list(ids)],
            "latin_square": williams_design(ids),
            "listed": arrangement.sequences,
            "random": None,
        }[arrangement.by]

    @property
    def count(self) -> int:
        """After how many orders its rows come again."""
        return 1 if self._rows is None else len(self._rows)

    def row(self, turn: int, number: int, block: int) -> list[str]:
        """The row of a turn; a random one depends on the seed, the order's number and the block alone."""
        if self._rows is not None:
            return self._rows[turn % len(self._rows)]
        drawn = list(self._ids)
        Random(f"{self._seed}/{self._name}/{number}/{block}").shuffle(drawn)
        return drawn


def order_of(study: Study, number: int) -> Order:
    """The order with that number, 1-based; always the same.

    Of the inner factor each block of a session takes the next row. So that both are crossed, the inner one is a row
    further whenever all rows of both have been used.
    """
    design = study.orders
    ids = {"images": [each.id for each in study.images], "conditions": [each.id for each in study.conditions]}
    names = ("images", "conditions") if design.outer == "images" else ("conditions", "images")
    outer, inner = (_Factor(name, getattr(design, name), ids[name], design.seed) for name in names)
    turn = number - 1
    shift = turn + turn // lcm(outer.count, inner.count)
    pairs = [
        (first, second)
        for block, first in enumerate(outer.row(turn, number, 0))
        for second in inner.row(shift + block, number, block)
    ]
    trials = [
        Trial(image=first, condition=second) if design.outer == "images" else Trial(image=second, condition=first)
        for first, second in pairs
    ]
    return Order(number=number, trials=trials)


def planned_orders(study: Study) -> list[Order]:
    """The orders of all participants that are planned."""
    return [order_of(study, number) for number in range(1, study.orders.participants + 1)]
