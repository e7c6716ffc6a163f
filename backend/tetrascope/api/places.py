"""Places that clients share: who may have one, and who makes room.

Nobody is told apart by a name: everyone has the same token, and a class behind one router, one proxy or one machine has
the same address. What can be told apart is a connection, so that is what has a share: the last quarter of the places is
for connections that hold none, and the last eighth for those of addresses that hold less than half. Whoever finds none
takes the place of one that makes no use of it, such as an analysis that nobody reads.

Participants of a study have keys, so each of them has a share, whatever connections and addresses they come by.
"""

import asyncio
import ipaddress
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager

from starlette.types import Scope

from tetrascope.errors import Busy

PATIENCE_S = 3.0
"""How long to wait for a place, in seconds: a little longer than it takes until an idle one is known for idle."""
_LOOK_S = 0.1
PARTICIPANT = "participant"
"""Where the state of a request says whose key it carries."""


class Client:
    """Who asks.

    Args:
        connection: what tells connections apart.
        address: where the client is, as far as it can be told.
        participant: whose key it has, in a study.
    """

    def __init__(self, connection: object, address: str, participant: int | None = None) -> None:
        self.connection = connection
        self.address = address if participant is None else f"participant {participant}"
        self.holder: Hashable = id(connection) if participant is None else self.address
        """Who has a share."""


def client_of(scope: Scope) -> Client:
    """The client of a request or a stream. Of an IPv6 address, one of which every machine has many, the network."""
    state = scope.get("state", {})
    connection = state.get("connection") or scope
    participant = state.get(PARTICIPANT)
    address = str((scope.get("client") or ("",))[0])
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return Client(connection, address, participant)
    if parsed.version == 6:
        address = str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return Client(connection, address, participant)


class Place:
    """One place, taken.

    Args:
        client: who has it.
        idle: how little use it makes of it: 0 where it must keep it, else the more the sooner it goes.
        give_up: makes it end, with `error`.
    """

    def __init__(self, client: Client, idle: Callable[[], float], give_up: Callable[[Busy], None]) -> None:
        self.client = client
        self.idle = idle
        self.give_up = give_up


class Places:
    """A number of places.

    Args:
        limit: how many there are.
        what: what they are for.
        patience_s: how long to wait for one, in seconds.
    """

    def __init__(self, limit: int, what: str, patience_s: float = PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._limit = limit
        self._what = what
        self._taken: set[Place] = set()
        self._leaving: set[Place] = set()

    @asynccontextmanager
    async def take(self, place: Place) -> AsyncIterator[None]:
        """Hold one place. Raises `Busy` where there is none before long."""
        end = asyncio.get_running_loop().time() + self._patience_s
        while not self._has_room_for(place.client):
            if not self._leaving and not self._make_room() and asyncio.get_running_loop().time() >= end:
                raise Busy(
                    f"Expected at most {self._limit} {self._what} at once, got one more.", hint="Try again soon."
                )
            await asyncio.sleep(_LOOK_S if not self._leaving else 0.01)
        self._taken.add(place)
        try:
            yield
        finally:
            self._taken.discard(place)
            self._leaving.discard(place)

    def _has_room_for(self, client: Client) -> bool:
        free = self._limit - len(self._taken)
        if free > self._limit // 4:
            return True
        if free <= 0 or any(place.client.holder == client.holder for place in self._taken):
            return False
        of_address = sum(place.client.address == client.address for place in self._taken)
        return free > self._limit // 8 or 2 * of_address < self._limit

    def _make_room(self) -> bool:
        """Have the place that is of least use given up; False where all are of use."""
        staying = self._taken - self._leaving
        place = max(staying, key=lambda place: place.idle(), default=None)
        if place is None or place.idle() <= 0:
            return False
        self._leaving.add(place)
        place.give_up(
            Busy(f"This was given up for another: all {self._limit} {self._what} were taken.", hint="Try again soon.")
        )
        return True
