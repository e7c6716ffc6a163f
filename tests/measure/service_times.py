"""Measures what the parts of a server's work take, for the simulation of clusters (`tests/measure/simulation.py`).

    python -m tests.measure.service_times

Prints the fields of `ServiceTimes`, each the least of many: what it takes where nothing else runs at that moment. What
Ray adds is measured where it is installed, else it is 0.
"""

import asyncio
import os
import tempfile
import threading
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from tests.measure.server import NETWORK, Server
from tests.measure.shares import send, until_end
from tests.measure.study_server import Participant, keys, started
from tests.simulation import behaviour
from tests.simulation.service_times import ServiceTimes
from tests.simulation.worker import images_in
from tests.study.records.kills import free_port
from websockets.sync.client import connect

from tetrascope.bench.fresh import fresh_photo
from tetrascope.bench.subject import sample_photo
from tetrascope.engine.build import build_cluster_engine, build_engine
from tetrascope.networks.cores import usable_cores
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.pools import PoolRequest, Window
from tetrascope.protocol.request import AnalysisRequest

if TYPE_CHECKING:
    from tetrascope.engine.engine import Engine

REPEATS, PHOTOS = 160, 30
WINDOWS = (50, 60, 70, 80, 90, 100, 110, 120)
ANSWERS, ROUNDS = 40, 10
PARTICIPANTS, STUDY_S = 20, 5.0
"""How many, and for how long in each round."""
IDLE = 0.05
"""Share of a core below which a server rests."""


def masked(image: str, place: int) -> LayersRequest:
    """Columns of a mask that is like no other."""
    mask = Rectangle(top=place % 170, left=20 + place // 170, height=50, width=50)
    return LayersRequest(image_id=image, network_id=NETWORK, masks=[mask])


async def asked(engine: "Engine", request: AnalysisRequest) -> tuple[float, float]:
    """Seconds until the first event and until the end."""
    began = time.perf_counter()
    first = 0.0
    async for _ in engine.run(request):
        first = first or time.perf_counter() - began
    return first, time.perf_counter() - began


async def analyses() -> dict[str, float]:
    """An engine in this process, one question at a time."""
    engine = build_engine()
    await engine.start()
    images = [each.image.image_id for each in await engine.samples()]
    for place in range(5):
        await asked(engine, masked(images[0], 500 + place))
    masks = [await asked(engine, masked(images[0], place)) for place in range(REPEATS)]
    known = [(await asked(engine, masked(images[0], REPEATS - 1)))[1] for _ in range(REPEATS)]
    cold = []
    for number in range(PHOTOS):
        photo = (await engine.add_image(fresh_photo(sample_photo(), number))).image_id
        cold.append((await asked(engine, masked(photo, 0)))[1])
    pools = []
    for size in WINDOWS:
        windows = [Window(size=size, stride=behaviour.STRIDE)]
        for image in images:
            took = (await asked(engine, PoolRequest(image_id=image, network_id=NETWORK, windows=windows)))[1]
            pools.append(took / images_in(size))
    await engine.close()
    whole = min([last for _, last in masks])
    return {
        "pass_s": min([first for first, _ in masks]),
        "draw_s": whole - min([first for first, _ in masks]),
        "known_s": min(known),
        "cold_s": min(cold) - whole,
        "pool_image_s": min(pools),
    }


def spent(process: psutil.Process) -> float:
    """Processor time of a process, in seconds."""
    times = process.cpu_times()
    return float(times.user + times.system)


def least(process: psutil.Process, work: Callable[[], object]) -> tuple[float, float]:
    """Processor time of another process and of this one for `work`, which is done again and again."""
    found = []
    for _ in range(ROUNDS):
        before, here = spent(process), time.process_time()
        work()
        found.append((spent(process) - before, time.process_time() - here))
    return min(there for there, _ in found), min(here for _, here in found)


def wait_until_idle(process: psutil.Process) -> None:
    """Until what a server does after its start is done."""
    while process.cpu_percent(1.0) > 100 * IDLE:
        pass


def each_answer(server: Server, request: dict[str, object]) -> tuple[float, float]:
    """Processor time of the server and of this process for an answer that is kept."""
    process = psutil.Process(server.process.pid)
    with connect(server.base.replace("http", "ws", 1) + "/v1/stream", max_size=None) as stream:

        def work() -> None:
            for _ in range(ANSWERS):
                send(stream, request)
                until_end(stream)

        work()
        wait_until_idle(process)
        there, here = least(process, work)
        return there / ANSWERS, here / ANSWERS


def serving() -> dict[str, float]:
    """A server in a process of its own, and a client of it."""
    server = Server("256")
    try:
        image = server.call("/v1/samples")["samples"][0]["image"]["image_id"]
        body = {"image_id": image, "network_id": NETWORK}
        little, _ = each_answer(server, {"operation": "inputs", "body": body})
        much, client = each_answer(server, {"operation": "layers", "body": body})
    finally:
        server.process.terminate()
        server.process.wait(30)
    return {"receive_s": little, "send_s": much - little, "client_s": client}


def study() -> dict[str, float]:
    """A server that conducts a study, and participants of it who do nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        server = started(Path(folder), port, PARTICIPANTS)
        try:
            process = psutil.Process(server.pid)
            working = [Participant(port, number, key) for number, key in enumerate(keys(port), 1)]

            def work() -> None:
                until = time.monotonic() + STUDY_S
                threads = [threading.Thread(target=each.work, args=(until,)) for each in working]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()

            wait_until_idle(process)
            there, here = least(process, work)
        finally:
            server.terminate()
            server.wait()
    each = PARTICIPANTS * STUDY_S
    return {"study_s": there / each, "study_client_s": here / each}


async def on_ray() -> dict[str, float]:
    """What a cluster of one worker adds to an answer that is kept, and how much processor time it takes."""
    from tetrascope.engine.cluster.cluster_engine import ClusterEngine
    from tetrascope.engine.cluster.cluster_settings import ClusterSettings

    engine = build_cluster_engine(ClusterSettings(workers=1))
    assert isinstance(engine, ClusterEngine)
    await engine.start()
    image = (await engine.samples())[0].image.image_id
    request = LayersRequest(image_id=image, network_id=NETWORK)
    await asked(engine, request)
    (worker,) = [psutil.Process(each.process) for each in await engine._cluster.call_all("describe", "measure")]
    took, there, here = [], [], []
    for _ in range(ROUNDS):
        before, began = spent(worker), time.process_time()
        took += [await asked(engine, request) for _ in range(ANSWERS)]
        there.append((spent(worker) - before) / ANSWERS)
        here.append((time.process_time() - began) / ANSWERS)
    await engine.close()
    return {
        "ray_first_s": min([first for first, _ in took]),
        "ray_rest_s": min([last - first for first, last in took]),
        "ray_gateway_s": min(here),
        "ray_worker_s": min(there),
    }


def measured() -> ServiceTimes:
    """All of it."""
    found = {**asyncio.run(analyses()), **serving(), **study()}
    nothing = dict.fromkeys(("ray_first_s", "ray_rest_s", "ray_gateway_s", "ray_worker_s"), 0.0)
    found |= nothing if find_spec("ray") is None else asyncio.run(on_ray())
    return ServiceTimes(cores=usable_cores(), **found)


def main() -> None:
    """As Python, for `tests/simulation/measured.py`."""
    times = measured()
    print(f"# {time.strftime('%Y-%m-%d')}, load average {os.getloadavg()[0]:.1f}")
    for name, value in vars(times).items():
        print(f"    {name}={value:.2g}," if isinstance(value, float) else f"    {name}={value},")


if __name__ == "__main__":
    main()
