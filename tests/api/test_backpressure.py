"""A client that reads slowly or not at all costs bounded memory, and holds up nobody else."""

import asyncio

from tests.api.asgi_socket import ask, connected
from tests.api.scripted_engine import ScriptedEngine, progress
from tests.patience import turns, until

from tetrascope.api.app import build_app
from tetrascope.api.outbox import Outbox
from tetrascope.api.server_settings import ServerSettings
from tetrascope.protocol.form import Form
from tetrascope.protocol.frames import ProgressFrame


def test_an_analysis_waits_while_its_client_does_not_read() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        async with connected(build_app(engine, ServerSettings())) as socket:
            socket.reading.clear()
            socket.say(ask("1", "endless"))
            socket.say(ask("2", "big", operation="activations"))
            await until(lambda: len(engine.begun) == 2 and engine.yielded >= 2)
            await turns()
            held = engine.yielded
            assert held <= 4  # for each request the part being sent and the one that the engine prepares
            await turns()
            assert engine.yielded == held
            socket.reading.set()
            await socket.hear_until("done", "2")
            assert engine.yielded > held

    asyncio.run(scenario())


def test_a_client_that_does_not_read_is_not_read_from_without_end() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        async with connected(build_app(engine, ServerSettings(max_requests_per_stream=2))) as socket:
            socket.reading.clear()
            for index in range(100):
                socket.say(ask(str(index), "silent", slot="hover"))
            await turns()
            assert socket.incoming.qsize() >= 90
            socket.reading.set()
            while (await socket.hear())["id"] != "98":
                pass

    asyncio.run(scenario())


def test_a_client_that_goes_away_without_reading_leaves_nothing_behind() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        async with connected(build_app(engine, ServerSettings())) as socket:
            socket.reading.clear()
            for index in range(4):
                socket.say(ask(str(index), "endless", slot="a" if index < 2 else None))
            await until(lambda: len(engine.begun) >= 3)
            await turns()
            socket.hang_up()
            await until(lambda: len(engine.ended) == len(engine.begun))

    asyncio.run(scenario())


def test_progress_that_has_not_gone_out_is_replaced() -> None:
    async def scenario() -> None:
        engine = ScriptedEngine()
        async with connected(build_app(engine, ServerSettings())) as socket:
            socket.reading.clear()
            socket.say(ask("1", "chatty"))
            await until(lambda: engine.yielded >= 1000)
            await turns()
            socket.reading.set()
            frames = await socket.hear_until("done")
            done = [frame["progress"]["done"] for frame in frames if frame["type"] == "progress"]
            assert done[:2] == [0, 999]  # the one being sent when reading stopped, and the latest of the thousand
            assert engine.yielded == 1005

    asyncio.run(scenario())


def test_the_outbox_keeps_order_and_forgets_what_was_withdrawn() -> None:
    async def scenario() -> list[bytes]:
        sent: list[bytes] = []
        gate = asyncio.Event()

        async def send(frame: bytes, form: Form) -> None:
            assert form is Form.JSON
            await gate.wait()
            sent.append(frame)

        outbox = Outbox(send)
        puts = [asyncio.ensure_future(outbox.put(bytes([number]), Form.JSON)) for number in range(4)]
        await asyncio.sleep(0)
        puts[1].cancel()
        await asyncio.sleep(0)
        outbox.offer(ProgressFrame(id="a", progress=progress(1)), Form.JSON)
        outbox.withdraw("a")
        delivery = asyncio.ensure_future(outbox.deliver())
        await asyncio.sleep(0)
        assert not any(put.done() for put in puts if put is not puts[1])
        gate.set()
        await asyncio.gather(*puts, return_exceptions=True)
        outbox.offer(ProgressFrame(id="a", progress=progress(1)), Form.JSON)
        outbox.offer(ProgressFrame(id="a", progress=progress(2)), Form.JSON)
        await turns()
        delivery.cancel()
        return sent

    sent = asyncio.run(scenario())
    assert sent[:3] == [b"\x00", b"\x02", b"\x03"]
    assert len(sent) == 4
    assert b'"done":2' in sent[3]
