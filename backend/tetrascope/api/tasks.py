"""Ending tasks that belong to a request."""

import asyncio
from collections.abc import Collection
from typing import Any


async def end_tasks(tasks: "Collection[asyncio.Task[Any]]") -> None:
    """Cancels what still runs and waits until all have ended; what they raised is nobody's concern any more."""
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)
    for task in tasks:
        if not task.cancelled():
            task.exception()
