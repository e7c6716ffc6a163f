"""Who gets a place where places are few."""

import asyncio
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from typing import Any

import pytest
from tests.api.moved_clock import MovedClock

from tetrascope.api.places import PARTICIPANT, PATIENCE_S, Client, Place, Places, client_of
from tetrascope.errors import Busy


def place(connection: object = None, address: str = "a", idle: float = 0.0) -> Place:
    """One that tells nobody when it is given up; its connection is its own unless said."""
    return Place(Client(connection or object(), address), lambda: idle, lambda _: None)


def run(scenario: Coroutine[Any, Any, Any]) -> Any:
    with asyncio.Runner(loop_factory=MovedClock) as runner:
        return runner.run(scenario)


async def is_busy(places: Places, wanted: Place) -> bool:
    """Whether there is none for it; waits as long as it would, by leaps."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, MovedClock)

    async def ask() -> None:
        async with places.take(wanted):
            pass

    asked = asyncio.ensure_future(ask())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    if not asked.done():
        loop.move(PATIENCE_S)
    try:
        await asked
    except Busy:
        return True
    return False


def test_the_last_quarter_is_for_connections_that_hold_none() -> None:
    async def scenario() -> None:
        places, greedy = Places(16, "things"), object()
        async with AsyncExitStack() as held:
            for _ in range(12):
                await held.enter_async_context(places.take(place(greedy)))
            assert await is_busy(places, place(greedy))
            await held.enter_async_context(places.take(place()))
            assert await is_busy(places, place(greedy))
        assert not await is_busy(places, place(greedy))

    run(scenario())


def test_the_last_eighth_is_for_addresses_that_hold_less_than_half() -> None:
    async def scenario() -> None:
        places = Places(16, "things")
        async with AsyncExitStack() as held:
            for _ in range(14):
                await held.enter_async_context(places.take(place(address="many")))
            assert await is_busy(places, place(address="many"))
            for _ in range(2):
                await held.enter_async_context(places.take(place(address="another")))
            assert await is_busy(places, place(address="a third"))

    run(scenario())


def test_a_participant_has_one_share_by_whatever_connections_and_others_of_the_address_have_theirs() -> None:
    def of(participant: int) -> Place:
        scope = {"client": ("192.0.2.7", 1), "state": {"connection": object(), PARTICIPANT: participant}}
        return Place(client_of(scope), lambda: 0.0, lambda _: None)

    async def scenario() -> None:
        places = Places(16, "things")
        async with AsyncExitStack() as held:
            for _ in range(12):
                await held.enter_async_context(places.take(of(1)))
            assert await is_busy(places, of(1))
            for participant in (2, 3, 4, 5):
                await held.enter_async_context(places.take(of(participant)))
                assert await is_busy(places, of(participant))

    run(scenario())


def test_who_makes_least_use_of_a_place_loses_it_and_is_told() -> None:
    async def scenario() -> list[str]:
        places, told = Places(2, "things"), list[str]()
        ended = {name: asyncio.Event() for name in ("busy", "idle")}

        async def hold(name: str, idle: float) -> None:
            def give_up(error: Busy) -> None:
                told.append(f"{name}: {error.message}")
                ended[name].set()

            async with places.take(Place(Client(object(), "a"), lambda: idle, give_up)):
                await ended[name].wait()

        holders = [asyncio.ensure_future(hold("busy", 0.0)), asyncio.ensure_future(hold("idle", 5.0))]
        await asyncio.sleep(0)
        async with places.take(place()):
            assert [holder.done() for holder in holders] == [False, True]
            assert await is_busy(places, place())
        ended["busy"].set()
        await asyncio.gather(*holders)
        return told

    assert run(scenario()) == ["idle: This was given up for another: all 2 things were taken."]


def test_a_place_that_becomes_free_soon_is_waited_for() -> None:
    async def scenario() -> None:
        places = Places(1, "things")
        async with AsyncExitStack() as held:
            await held.enter_async_context(places.take(place()))
            waits = asyncio.ensure_future(is_busy(places, place(address="b")))
            await asyncio.sleep(0)
        assert not await waits

    run(scenario())


def test_places_are_given_back_whatever_happens() -> None:
    async def scenario() -> None:
        places = Places(1, "things")
        for _ in range(3):
            with pytest.raises(ValueError, match="x"):
                async with places.take(place()):
                    raise ValueError("x")

    run(scenario())


@pytest.mark.parametrize(
    ("address", "known_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("testclient", "testclient"),
    ],
)
def test_what_is_known_of_a_client(address: str, known_as: str) -> None:
    scope = {"client": (address, 1), "state": {"connection": "the connection"}}
    client = client_of(scope)
    assert (client.address, client.connection) == (known_as, "the connection")
    assert client_of({"client": None}).address == ""
