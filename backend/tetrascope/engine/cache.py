"""A cache by content with a memory budget that holds."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Cache(Generic[Value]):
    """Keeps values under keys that say everything they depend on; the least recently used leaves first.

    Safe to use from several threads.

    Args:
        budget: the most that all values may take together, in bytes.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self._sizes = 0
        self._entries: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Bytes that the values take."""
        return self._sizes

    def get(self, key: Hashable) -> Value | None:
        """The value under `key`, which becomes the most recently used; None where there is none."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: Hashable, value: Value, size: int) -> bool:
        """Keep `value` of `size` bytes, dropping others as needed; False where it alone is over the budget."""
        with self._lock:
            self._drop(key)
            if size > self.budget:
                return False
            while self._sizes + size > self.budget:
                self._drop(next(iter(self._entries)))
            self._entries[key] = (value, size)
            self._sizes += size
            return True

    def _drop(self, key: Hashable) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._sizes -= entry[1]
