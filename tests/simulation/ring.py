"""Consistent hashing (Karger and others, 1997), as Ray Serve's router does it: each worker many times on a ring."""

import bisect
from hashlib import blake2b

POINTS = 100
"""Of each worker, as in Ray 2.60."""


class Ring:
    """Which worker a name belongs to.

    Args:
        workers: how many.
    """

    def __init__(self, workers: int) -> None:
        points = sorted((_place(f"{worker}:{point}"), worker) for worker in range(workers) for point in range(POINTS))
        self._places = [place for place, _ in points]
        self._workers = [worker for _, worker in points]

    def worker(self, name: str) -> int:
        """Its number."""
        return self._workers[bisect.bisect_right(self._places, _place(name)) % len(self._workers)]


def _place(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
