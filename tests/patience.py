"""Waiting for what must come. How long it takes is the machine's affair: the limit only ends a test that hangs."""

import asyncio
import time
from collections.abc import Callable

PATIENCE_S = 120.0
"""Much longer than anything takes on a machine that is slow and busy."""


def eventually(condition: Callable[[], object]) -> None:
    """Returns when the condition holds."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, f"not within {PATIENCE_S} s"
        time.sleep(0.005)


async def until(condition: Callable[[], object]) -> None:
    """Lets the event loop go on until the condition holds."""
    async with asyncio.timeout(PATIENCE_S):
        while not condition():
            await asyncio.sleep(0.001)


async def turns(count: int = 1000) -> None:
    """Lets every task of the event loop go on this many times, so that what can happen without news has happened."""
    for _ in range(count):
        await asyncio.sleep(0)
