"""What waits, of many clients: one of each after the other, so that who asks for much keeps nobody else waiting."""

from collections import deque
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")


class ClientTurns(Generic[Item]):
    """Items in the order in which they may go on. Of one client they keep the order in which they came.

    It has no lock: whoever shares it among threads brings one.
    """

    def __init__(self) -> None:
        self._lines: dict[Hashable, deque[Item]] = {}
        """By client; the one whose turn it is comes first, and no line is empty."""

    def __bool__(self) -> bool:
        return bool(self._lines)

    def add(self, client: Hashable, item: Item) -> None:
        """Let it wait behind those of its client; a client that had none waits behind the others."""
        self._lines.setdefault(client, deque()).append(item)

    def first(self) -> Item:
        """The one whose turn it is, which stays; there has to be one."""
        return next(iter(self._lines.values()))[0]

    def take(self) -> Item:
        """The one whose turn it is, which waits no more; there has to be one. Its client is the last now."""
        client = next(iter(self._lines))
        line = self._lines.pop(client)
        item = line.popleft()
        if line:
            self._lines[client] = line
        return item

    def discard(self, client: Hashable, item: Item) -> bool:
        """Have it wait no more, which costs its client no turn. Whether it did wait."""
        line = self._lines.get(client)
        if line is None or item not in line:
            return False
        line.remove(item)
        if not line:
            del self._lines[client]
        return True

    def __iter__(self) -> Iterator[Item]:
        return (item for line in self._lines.values() for item in line)
