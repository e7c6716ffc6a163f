"""Which requests go to one worker: those about one pool, and those about one image while they are few at once."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from tetrascope.protocol.message import Message
from tetrascope.protocol.operations.pools import PoolRequest
from tetrascope.protocol.request import AnalysisRequest

TOGETHER = 1
"""Analyses about one image that one worker gets from a gateway at a time. What another worker has to do again for the
next is one forward pass; otherwise a class that looks at one photo would wait for one worker while the others rest.

Chosen by simulation (`python -m tests.measure.simulation together --workers 4 --step 25`): of a hundred people who drag
masks on one photo, four workers and four gateways, 95 in 100 have all columns within 0.5 s with 1, 0.9 s with 2 and
2.7 s with 4; where everybody has a photo of their own it makes no difference."""


class Spread:
    """Names the place of each analysis under way: equal names mean one worker.

    Args:
        together: analyses under way that have one name.
    """

    def __init__(self, together: int = TOGETHER) -> None:
        self._together = together
        self._under_way: Counter[str] = Counter()

    @contextmanager
    def place(self, request: AnalysisRequest) -> Iterator[str]:
        """The name of a place, taken for the block.

        It is that of the pool where it is about one: to classify it again elsewhere would take seconds, and who asks
        meanwhile waits for the same. Else that of the image, or of the first one with room beside it.
        """
        image_id = _image_of(request)
        pool = _pool_of(request)
        if pool is not None:
            yield f"{image_id}/{_digest(pool)}"
            return
        number = 0
        while self._under_way[_name(image_id, number)] >= self._together:
            number += 1
        name = _name(image_id, number)
        self._under_way[name] += 1
        try:
            yield name
        finally:
            self._under_way[name] -= 1
            self._under_way = +self._under_way  # without those that nothing is under way at


def _name(image_id: str, number: int) -> str:
    return f"{image_id}/{number}" if number else image_id


def _digest(pool: PoolRequest) -> str:
    """Equal for pools of the same images, however they are looked at."""
    looked_at = {"per_label"} if pool.refine else {"per_label", "label", "merged"}
    return sha256(str(pool.model_dump(exclude=looked_at)).encode()).hexdigest()[:16]


def _pool_of(request: Message) -> PoolRequest | None:
    """The pool that a request is about, or that it has computed first."""
    if isinstance(request, PoolRequest):
        return request
    return next((inner for inner in _inner(request) if isinstance(inner, PoolRequest)), None)


def _inner(request: Message) -> list[Message]:
    return [value for name in type(request).model_fields if isinstance(value := getattr(request, name), Message)]


def _image_of(request: Message) -> str:
    """The image that a request is about, be it that of a request within it."""
    image_id = getattr(request, "image_id", None)
    if image_id is not None:
        return str(image_id)
    return next(filter(None, map(_image_of, _inner(request))), "")
