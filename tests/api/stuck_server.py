"""A server in a process of its own in which something cannot be interrupted. Its argument says what:

`start`   the engine never ends starting
`thread`  a thread of the engine never ends what it is at
`loop`    the event loop itself is stuck
`deaf`    the same, and it is given all the time in the world
`signals` nothing, but a library that the engine needs has taken the signals for itself
"""

import asyncio
import signal
import sys
import time

from tests.api.scripted_engine import ScriptedEngine

from tetrascope.api.app import build_app
from tetrascope.api.server import serve
from tetrascope.api.server_settings import ServerSettings
from tetrascope.cli.termination import leave
from tetrascope.engine.workers import Workers

FOR_EVER_S = 3600.0


class StuckEngine(ScriptedEngine):
    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what
        self.workers = Workers(1, name="tetrascope-stuck")

    async def start(self) -> None:
        await super().start()
        if self.what == "signals":
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: None)
        if self.what in ("start", "thread"):
            work = self.workers.submit(time.sleep, FOR_EVER_S)
        if self.what == "start":
            print("starting", flush=True)
            await asyncio.wrap_future(work)

    async def close(self) -> None:
        self.workers.close()
        await super().close()


def main(what: str) -> None:
    settings = ServerSettings(port=0, shutdown_timeout_s=0.5 if what == "loop" else FOR_EVER_S)

    def ready(address: str) -> None:
        print(address, flush=True)
        if what in ("loop", "deaf"):
            time.sleep(FOR_EVER_S)

    leave(serve(build_app(StuckEngine(what), settings), settings, on_ready=ready))


if __name__ == "__main__":
    main(sys.argv[1])
