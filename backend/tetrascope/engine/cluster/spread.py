"""Which requests go to one worker: those about one image, unless many of them are under way at once."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tetrascope.protocol.message import Message
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
        """The name of a place, taken for the block: that of the image, or of the first one with room beside it."""
        image_id = _image_of(request)
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


def _image_of(request: Message) -> str:
    """The image that a request is about, be it that of a request within it."""
    image_id = getattr(request, "image_id", None)
    if image_id is not None:
        return str(image_id)
    inner = [value for name in type(request).model_fields if isinstance(value := getattr(request, name), Message)]
    return next(filter(None, map(_image_of, inner)), "")
