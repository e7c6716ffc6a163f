import asyncio
from contextlib import aclosing

from tetrascope.engine.client import CLIENT
from tetrascope.engine.scheduler import Scheduler
from tetrascope.engine.steps import Steps
from tetrascope.protocol.progress import Progress


def test_every_step_of_an_analysis_knows_whose_it_is() -> None:
    seen: list[object] = []

    def asks() -> Steps[None]:
        for done in range(2):
            seen.append(CLIENT.get())
            yield Progress(done=done, total=2, seconds_left=None, stage="test")

    async def scenario() -> None:
        scheduler = Scheduler(max_running=8, max_backlog=4)
        scheduler.start()
        try:
            for client in ("one", "other"):
                CLIENT.set(client)
                async with aclosing(scheduler.run(asks())) as events:
                    assert [event async for event in events]
        finally:
            await asyncio.to_thread(scheduler.stop)

    asyncio.run(scenario())
    assert seen == ["one", "one", "other", "other"]
