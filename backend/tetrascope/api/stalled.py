"""Connections whose other end has stopped reading.

What is written to them waits in memory, and closing them waits until it is read, which is never: a headset that fell
asleep, or someone who means harm, would hold its analyses and its place for good.
"""

import asyncio


class StalledWrites:
    """Aborts a connection on which nothing has been taken for `seconds` although something waits to be sent.

    It watches the transport, so it goes on when the connection turns from HTTP into a stream.
    """

    def __init__(self, transport: asyncio.Transport, seconds: float) -> None:
        self._transport = transport
        self._seconds = seconds
        self._loop = asyncio.get_running_loop()
        self._waiting = 0
        self._look_later()

    def _look_later(self) -> None:
        self._loop.call_later(self._seconds, self._look)

    def _look(self) -> None:
        waiting = self._transport.get_write_buffer_size()
        if waiting == 0 and self._transport.is_closing():
            return
        if waiting and waiting == self._waiting:
            self._transport.abort()
            return
        self._waiting = waiting
        self._look_later()
