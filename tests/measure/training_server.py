"""What it costs to list runs and to follow one: `python tests/measure/training_server.py`.

A hundred runs, each with a curve of 50,000 steps, in a folder of the system's for scratch; times of this process.
"""

import asyncio
import resource
import statistics
import tempfile
import time
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path

from tetrascope.training.defaults import make_recipe
from tetrascope.training.digits import DIGITS
from tetrascope.training.following import Following, progress_of
from tetrascope.training.measures import EpochMeasure, Measure, StepMeasure
from tetrascope.training.room import TrainingRoom, TrainingSettings
from tetrascope.training.run_file import FORM, RunFile
from tetrascope.training.run_folder import RunFolder, RunsFolder

RUNS, EPOCHS, STEPS, FOLLOWERS, SECONDS = 100, 1000, 50, 100, 10


def main() -> None:
    """Measure, and say so."""
    with tempfile.TemporaryDirectory() as place:
        runs = RunsFolder(Path(place) / "training")
        curve = _curve()
        for number in range(RUNS):
            _make(runs, f"run-{number}", curve)
        asyncio.run(_measure(runs, len(curve)))


async def _measure(runs: RunsFolder, size: int) -> None:
    room = TrainingRoom(runs, TrainingSettings())
    await room.runs()
    times = []
    for _ in range(10):
        began = time.perf_counter()
        listed = await room.runs()
        times.append(time.perf_counter() - began)
    print(f"listing {len(listed.runs)} runs of {size / 1e6:.1f} MB each: {1e3 * statistics.median(times):.0f} ms")
    folder = runs.require("run-0")
    began = time.perf_counter()
    whole = progress_of(folder)
    took = time.perf_counter() - began
    print(f"the whole curve, {len(whole.steps)} of {EPOCHS * STEPS} steps: {1e3 * took:.0f} ms")
    with folder.training():
        for followers in (1, FOLLOWERS):
            await _rest(Following(runs), folder.name, followers)


async def _rest(following: Following, name: str, followers: int) -> None:
    """The processor's time while nothing new comes."""
    ready = asyncio.Semaphore(0)

    async def follow() -> None:
        async with aclosing(following.follow(name)) as events:
            async for _ in events:
                ready.release()

    tasks = [asyncio.ensure_future(follow()) for _ in range(followers)]
    for _ in tasks:
        await ready.acquire()
    before = _used()
    await asyncio.sleep(SECONDS)
    print(f"{followers} at rest: {100 * (_used() - before) / SECONDS:.2f} % of a core")
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _curve() -> bytes:
    lines: list[Measure] = []
    for epoch in range(EPOCHS + 1):
        for step in range(STEPS if epoch else 0):
            done = (epoch - 1) * STEPS + step + 1
            lines.append(StepMeasure(epoch=epoch, step=done, loss=1 / done, accuracy=1 / 3, seconds=done / 7))
        lines.append(
            EpochMeasure(
                epoch=epoch,
                step=epoch * STEPS,
                loss=1 / 3 if epoch else None,
                accuracy=1 / 3 if epoch else None,
                validation_loss=1 / 3,
                validation_accuracy=1 / 3,
                seconds=epoch * STEPS / 7,
            )
        )
    return b"".join(line.json_text().encode() + b"\n" for line in lines)


def _make(runs: RunsFolder, name: str, curve: bytes) -> RunFolder:
    folder = runs.new(name, exactly=True)
    folder.measures_file.write_bytes(curve)
    for epoch in range(64):
        folder.snapshot_file(epoch).touch()
    folder.write(
        RunFile(
            form=FORM,
            name=name,
            began=datetime.now(UTC).isoformat(timespec="seconds"),
            recipe=make_recipe(DIGITS, True, epochs=EPOCHS),
            fingerprint="0" * 16,
            class_names=[str(digit) for digit in range(10)],
            training=1438,
            validation=359,
            skipped=[],
            notes=[],
            steps=STEPS,
            parameters=24282,
            versions={},
        )
    )
    with folder.training():  # makes the lock
        pass
    return folder


if __name__ == "__main__":
    main()
