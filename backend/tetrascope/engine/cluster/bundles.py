"""Events on their way from a worker to a gateway: as lists, since each thing that Ray sends takes milliseconds."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from tetrascope.engine.cluster.credit import Credit
from tetrascope.protocol.part import Event


async def bundled(events: AsyncGenerator[Event, None], credit: Credit) -> AsyncGenerator[list[Event], None]:
    """Lists of what is ready: the first event at once, then all that came while the list before was on its way.

    Args:
        events: closed when this is.
        credit: how many events may be sent; one is taken for each.
    """
    ready: list[Event] = []
    news = asyncio.Event()

    async def read() -> None:
        async with aclosing(events):
            async for event in events:
                await credit.take()
                ready.append(event)
                news.set()

    reading = asyncio.ensure_future(read())
    reading.add_done_callback(lambda _: news.set())
    try:
        while ready or not reading.done():
            await news.wait()
            news.clear()
            bundle, ready[:] = list(ready), []
            if bundle:
                yield bundle
        await reading  # raises what ended it
    finally:
        reading.cancel()
        await asyncio.wait({reading})
