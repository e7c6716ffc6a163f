"""Pictures read in other processes. Alarms ring where the test says so; a process that never answers stands for one
that a picture keeps busy."""

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextvars import copy_context
from threading import Event
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tests.patience import PATIENCE_S, eventually

from tetrascope.engine.client import CLIENT
from tetrascope.engine.readers import Order, Readers, reader_process
from tetrascope.errors import Busy, ImageRejected, TooLarge
from tetrascope.photos.photo import Photo, Reading

READING = Reading(max_pixels=10_000)


def png(side: int = 9) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(np.arange(side * side * 3, dtype=np.uint8).reshape(side, side, 3)).save(buffer, "PNG")
    return buffer.getvalue()


class HeldAlarm:
    """Rings when the test says so."""

    def __init__(self, seconds: float, ring: Callable[[], None]) -> None:
        self.seconds, self.ring = seconds, ring
        self.started, self.cancelled = Event(), Event()

    def start(self) -> None:
        self.started.set()

    def cancel(self) -> None:
        self.cancelled.set()


class Alarms:
    """All that were set."""

    def __init__(self) -> None:
        self.set: list[HeldAlarm] = []

    def __call__(self, seconds: float, ring: Callable[[], None]) -> HeldAlarm:
        self.set.append(HeldAlarm(seconds, ring))
        return self.set[-1]


class Processes:
    """Starts processes: the first ones never answer, those after them read pictures."""

    def __init__(self, silent: int) -> None:
        self.silent = silent
        self.started: list[subprocess.Popen[bytes]] = []

    def __call__(self) -> "subprocess.Popen[bytes]":
        process = reader_process() if len(self.started) >= self.silent else silent_process()
        self.started.append(process)
        return process


def silent_process() -> "subprocess.Popen[bytes]":
    code = "import sys, threading; sys.stdin.buffer.read(); threading.Event().wait()"
    return subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


Made = Callable[[int, int], tuple[Readers, Processes, Alarms]]


@pytest.fixture
def made() -> Iterator[Made]:
    """Makes readers: how many, and how many processes never answer."""
    all_readers: list[Readers] = []

    def make(count: int, silent: int) -> tuple[Readers, Processes, Alarms]:
        processes, alarms = Processes(silent), Alarms()
        readers = Readers(count, READING, 5.0, start=processes, alarm=alarms)
        all_readers.append(readers)
        return readers, processes, alarms

    yield make
    for readers in all_readers:
        readers.close()


def whole(photo: Photo) -> Photo:
    return photo


def answer(order: Order[Any]) -> Any:
    return order.answer.result(PATIENCE_S)


def test_a_picture_comes_back_as_it_is(made: Made) -> None:
    readers, processes, alarms = made(1, 0)
    for side in (9, 60):
        photo = answer(readers.order(png(side), whole))
        expected = np.arange(side * side * 3, dtype=np.uint8).reshape(side, side, 3)
        assert np.array_equal(photo.pixels, expected)
        assert (photo.height, photo.width, photo.note) == (side, side, None)
    assert len(processes.started) == 1
    assert [alarm.seconds for alarm in alarms.set] == [5.0, 5.0]
    assert all(alarm.cancelled.is_set() for alarm in alarms.set)


def test_what_is_made_of_a_picture_is_answered(made: Made) -> None:
    readers, _, _ = made(1, 0)
    assert answer(readers.order(png(), lambda photo: photo.width * 2)) == 18

    def fail(photo: Photo) -> None:
        raise TooLarge(f"Expected less, got {photo.width}.")

    with pytest.raises(TooLarge, match="got 9"):
        answer(readers.order(png(), fail))


def test_only_the_size_may_be_asked_for(made: Made) -> None:
    readers, _, _ = made(1, 0)
    photo = answer(readers.order(png(), whole, pixels=False))
    assert (photo.height, photo.width, photo.pixels.size) == (9, 9, 0)
    with pytest.raises(ImageRejected):
        answer(readers.order(png()[:-1], whole, pixels=False))


def test_errors_cross_whole(made: Made) -> None:
    readers, _, _ = made(1, 0)
    with pytest.raises(ImageRejected) as caught:
        answer(readers.order(b"%PDF-1.4", whole))
    assert (caught.value.field, caught.value.code) == ("image", "image_rejected")
    assert "a PDF document" in caught.value.message
    assert caught.value.hint
    with pytest.raises(TooLarge, match="200 x 200 = 40000"):
        answer(readers.order(png(200), whole))


def test_one_that_takes_too_long_is_ended_and_the_next_is_read(made: Made) -> None:
    readers, processes, alarms = made(1, 1)
    slow, next_one = readers.order(png(), whole), readers.order(png(), whole)
    eventually(lambda: alarms.set and alarms.set[0].started.is_set())
    alarms.set[0].ring()
    with pytest.raises(ImageRejected, match=r"read within 5 s, got one that took longer"):
        answer(slow)
    assert answer(next_one).width == 9
    assert processes.started[0].poll() is not None
    assert len(processes.started) == 2


def test_an_alarm_that_rings_late_harms_nobody(made: Made) -> None:
    readers, processes, alarms = made(1, 0)
    answer(readers.order(png(), whole))
    alarms.set[0].ring()
    assert answer(readers.order(png(), whole)).width == 9
    assert len(processes.started) == 1


def test_one_that_nobody_waits_for_any_more_is_ended(made: Made) -> None:
    readers, processes, _ = made(1, 1)
    slow = readers.order(png(), whole)
    eventually(lambda: slow.process)
    waiting, after = readers.order(png(), whole), readers.order(png(), whole)
    readers.drop(waiting)
    readers.drop(slow)
    assert answer(after).width == 9
    assert processes.started[0].wait(PATIENCE_S) is not None
    with pytest.raises(CancelledError):
        answer(waiting)
    assert len(processes.started) == 2


def test_to_drop_what_is_done_harms_nobody(made: Made) -> None:
    readers, processes, _ = made(1, 0)
    order = readers.order(png(), whole)
    answer(order)
    readers.drop(order)
    assert answer(readers.order(png(), whole)).width == 9
    assert len(processes.started) == 1


def test_a_process_that_ended_by_itself_is_replaced(made: Made) -> None:
    readers, processes, _ = made(1, 0)
    answer(readers.order(png(), whole))
    processes.started[0].kill()
    processes.started[0].wait(PATIENCE_S)
    assert answer(readers.order(png(), whole)).width == 9


def test_whose_process_is_ended_from_outside_is_not_to_blame(made: Made, caplog: pytest.LogCaptureFixture) -> None:
    readers, processes, _ = made(1, 1)
    order = readers.order(png(), whole)
    eventually(lambda: order.process)
    processes.started[0].kill()
    with pytest.raises(Busy, match="got one that was ended from outside") as caught:
        answer(order)
    assert str(caught.value.hint).startswith("Try again.")
    assert [record.message for record in caplog.records] == [
        f"a process that reads pictures was ended from outside, with code {processes.started[0].returncode}"
    ]
    assert answer(readers.order(png(), whole)).width == 9


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("def _read(*_): os.abort()", "Expected a picture that can be read, got one that ended the process"),
        ("def _read(*_): raise MemoryError", "within the memory for it, got one that takes more"),
        ("def _read(*_): raise ZeroDivisionError", "got one that ended the process"),
        ("def _read(*_): os.close(1); print('?', file=answers)", "got one that ended the process"),
    ],
    ids=["crash", "memory", "fault", "nonsense"],
)
def test_a_picture_that_ends_its_process_is_refused(
    made: Made, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, code: str, words: str
) -> None:
    places = "import json, sys; sys.path[:] = json.loads(sys.argv[1])"
    main = f"import os, tetrascope.photos.reader_process as process\n{code}\nprocess._read = _read\nprocess.main()"
    readers, processes, _ = made(1, 0)
    with monkeypatch.context() as patch:
        patch.setattr("tetrascope.engine.readers._MAIN", f"{places}\n{main}")
        with pytest.raises(ImageRejected, match=words) as caught:
            answer(readers.order(png(), whole))
    assert caught.value.hint
    assert caplog.messages == []
    assert answer(readers.order(png(), whole)).width == 9
    assert len(processes.started) == 2


def order_of(readers: Readers, client: str | None, use: Callable[[Photo], Any] = whole) -> Order[Any]:
    """A client's order."""
    context = copy_context()
    context.run(CLIENT.set, client)
    return context.run(readers.order, png(), use)


def test_one_clients_slow_pictures_leave_a_process_to_others(made: Made) -> None:
    readers, processes, alarms = made(2, 1)
    slow = order_of(readers, "one")
    eventually(lambda: slow.process)
    waiting = [order_of(readers, "one") for _ in range(3)]
    for _ in range(2):
        assert answer(order_of(readers, "other")).width == 9
    assert not any(order.answer.running() or order.answer.done() for order in waiting)
    alarms.set[0].ring()
    with pytest.raises(ImageRejected, match="took longer"):
        answer(slow)
    assert [answer(order).width for order in waiting] == [9, 9, 9]
    assert len(processes.started) == 2


@pytest.mark.parametrize(("count", "client"), [(1, "one"), (2, None)])
def test_who_is_alone_has_every_process(made: Made, count: int, client: str | None) -> None:
    readers, _, _ = made(count, count)
    orders = [order_of(readers, client) for _ in range(count)]
    eventually(lambda: all(order.process for order in orders))


def test_who_has_the_fewest_pictures_read_goes_first(made: Made) -> None:
    readers, _, _ = made(3, 3)
    begun = [order_of(readers, client) for client in ("one", "one", "other")]
    eventually(lambda: all(order.process for order in begun))
    turns: list[str] = []
    late = [
        order_of(readers, client, lambda _, client=client: turns.append(client))  # type: ignore[misc]
        for client in ("one", "third", "other")
    ]
    readers.drop(begun[0])
    for order in late:
        answer(order)
    assert turns == ["third", "one", "other"]


def test_one_that_waits_is_dropped_without_a_process(made: Made) -> None:
    readers, processes, _ = made(2, 1)
    slow = order_of(readers, "one")
    eventually(lambda: slow.process)
    waiting = order_of(readers, "one")
    readers.drop(waiting)
    readers.drop(slow)
    assert answer(order_of(readers, "one")).width == 9
    assert waiting.answer.cancelled()
    assert len(processes.started) == 2


def test_others_are_read_beside_one_that_takes_long(made: Made) -> None:
    readers, _, _ = made(2, 1)
    slow = readers.order(png(), whole)
    eventually(lambda: slow.process)
    assert answer(readers.order(png(), whole)).width == 9
    assert not slow.answer.done()


def test_closing_waits_for_nothing(made: Made) -> None:
    readers, processes, _ = made(1, 1)
    slow, waiting = readers.order(png(), whole), readers.order(png(), whole)
    eventually(lambda: slow.process)
    readers.close()
    for order in (slow, waiting):
        with pytest.raises(Busy, match="shutting down"):
            answer(order)
    with pytest.raises(Busy, match="shutting down"):
        readers.order(png(), whole)
    assert [process.wait(PATIENCE_S) is not None for process in processes.started] == [True]


def test_the_process_runs_no_network_and_takes_no_code_from_where_a_person_is(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('taken from here')")
    monkeypatch.chdir(tmp_path)
    code = (
        "import sys, tetrascope.photos.reader_process; "
        "print(sorted({'tensorflow', 'keras', 'sklearn', 'scipy', 'pydantic', 'fastapi'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    process = reader_process()
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(PATIENCE_S) == 0
