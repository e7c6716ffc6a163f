"""Pictures of others, read in processes of their own that end where one takes too long, or nobody waits any more."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Hashable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from threading import Lock, Timer
from typing import Any, Generic, Protocol, TypeVar

from tetrascope.engine.client import CLIENT
from tetrascope.engine.reader_end import took_too_long, why_it_ended
from tetrascope.engine.workers import Workers, shut_down
from tetrascope.errors import Busy, TetrascopeError
from tetrascope.photos.exchange import receive_answer, send_order, widen
from tetrascope.photos.photo import Photo, Reading

Answer = TypeVar("Answer")

_MAIN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from tetrascope.photos.reader_process import main; main()"
)


class Alarm(Protocol):
    """A call to come, as `threading.Timer` makes it."""

    def start(self) -> None:
        """Begin to count."""

    def cancel(self) -> None:
        """Do not call."""


def reader_process() -> "subprocess.Popen[bytes]":
    """Start a process that reads pictures; the folder that a person is in is no place for it to find code."""
    places = [place for place in sys.path if place]
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", _MAIN, json.dumps(places)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        widen(pipe)
    return process


def _alarm(seconds: float, ring: Callable[[], None]) -> Alarm:
    timer = Timer(seconds, ring)
    timer.daemon = True  # nothing that is left at the end of the interpreter waits for it
    return timer


class Order(Generic[Answer]):
    """A picture that is to be read, and what becomes of it; made by `Readers.order`."""

    def __init__(self, data: bytes, use: Callable[[Photo], Answer], pixels: bool) -> None:
        self.data = data
        self.use = use
        self.pixels = pixels
        self.client: Hashable | None = CLIENT.get()
        self.answer: Future[Answer] = Future()
        """Raises `ImageRejected`, `TooLarge`, and `Busy` where everything is closed or its process was ended."""
        self.dropped = False
        self.process: subprocess.Popen[bytes] | None = None
        """Which reads it now."""


class Readers:
    """Reads pictures in a few processes; a process is started when it is needed, and kept.

    Whoever has the fewest pictures read goes next. Of several processes no client has the last one, so that those whose
    pictures take long hold up only themselves.

    Args:
        count: pictures read at once.
        reading: how.
        seconds: that one picture may take.
        start: starts a process.
        alarm: makes a call after so many seconds.
    """

    def __init__(
        self,
        count: int,
        reading: Reading,
        seconds: float,
        *,
        start: Callable[[], "subprocess.Popen[bytes]"] = reader_process,
        alarm: Callable[[float, Callable[[], None]], Alarm] = _alarm,
    ) -> None:
        self.reading = reading
        self.seconds = seconds
        self._start = start
        self._alarm = alarm
        self._idle: list[subprocess.Popen[bytes]] = []
        self._busy: set[Order[Any]] = set()
        self._waiting: list[Order[Any]] = []
        self._most = max(1, count - 1)
        """Pictures of one client that are read at once."""
        self._closed = False
        self._lock = Lock()
        self._threads = Workers(count, name="tetrascope-readers")

    def warm_up(self) -> None:
        """Start a process, so that the first picture need not wait for it; returns at once."""
        self._threads.submit(lambda: self._keep(self._process()))

    def order(self, data: bytes, use: Callable[[Photo], Answer], *, pixels: bool = True) -> Order[Answer]:
        """Read a picture and make something of it; both are done elsewhere. Raises `Busy` after `close`.

        Without `pixels` it is read all the same, and `use` gets everything but them.
        """
        order = Order(data, use, pixels)
        with self._lock:
            self._waiting.append(order)
        self._threads.submit(self._work)
        return order

    def drop(self, order: Order[Any]) -> None:
        """Nobody waits for it any more: it is not begun, or the process that reads it ends."""
        order.answer.cancel()
        with self._lock:
            order.dropped = True
            if order.process is not None:
                order.process.kill()

    def close(self) -> None:
        """End every process at once; what was ordered is answered with `Busy`."""
        self._threads.close()
        with self._lock:
            self._closed = True
            for order in self._busy:
                if order.process is not None:  # whose thread, which reads from it, lets go of it
                    order.process.kill()
            unanswered, idle = [*self._waiting, *self._busy], list(self._idle)
            self._waiting.clear()
            self._idle.clear()
        for order in unanswered:
            _answer(order, shut_down())
        for process in idle:
            process.kill()
            _release(process)

    def _work(self) -> None:
        """The order whose turn it is; none where those that wait belong to clients who have their share."""
        order = self._next()
        if order is None:
            return
        try:
            answer = order.use(self._read(order))
        except BaseException as error:
            self._end_of(order)
            _answer(order, error)
        else:
            self._end_of(order)
            with suppress(InvalidStateError):  # answered by `close` meanwhile
                order.answer.set_result(answer)

    def _next(self) -> Order[Any] | None:
        with self._lock:
            held = Counter(order.client for order in self._busy)
            self._waiting = [order for order in self._waiting if not order.answer.cancelled()]
            may = [order for order in self._waiting if order.client is None or held[order.client] < self._most]
            while may:
                order = min(may, key=lambda order: held[order.client])  # of several the one that came first
                may.remove(order)
                self._waiting.remove(order)
                if order.answer.set_running_or_notify_cancel():
                    self._busy.add(order)
                    return order
            return None

    def _end_of(self, order: Order[Any]) -> None:
        """Another may begin, of the same client too."""
        with self._lock:
            self._busy.discard(order)
            waiting = bool(self._waiting)
        if waiting:
            with suppress(Busy):  # everything is closed
                self._threads.submit(self._work)

    def _read(self, order: Order[Any]) -> Photo:
        process = self._process()
        late: list[bool] = []
        alarm = self._alarm(self.seconds, lambda: self._end(order, late))
        self._begin(order, process)
        alarm.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            send_order(process.stdin, order.data, self.reading, order.pixels)
            photo = receive_answer(process.stdout)
        except (EOFError, OSError, ValueError):
            error = self._why(order, process, late)
            order.dropped = True  # with its process, whatever state that is in
            raise error from None
        finally:
            alarm.cancel()
            with self._lock:
                order.process = None
                if order.dropped or late:
                    process.kill()
                    process.wait()
            self._keep(process)
        return photo

    def _begin(self, order: Order[Any], process: "subprocess.Popen[bytes]") -> None:
        with self._lock:
            order.process = process
            if order.dropped or self._closed:
                process.kill()

    def _end(self, order: Order[Any], late: list[bool]) -> None:
        """The time of an order is over."""
        with self._lock:
            if order.process is not None:
                late.append(True)
                order.process.kill()

    def _why(self, order: Order[Any], process: "subprocess.Popen[bytes]", late: list[bool]) -> TetrascopeError:
        """Why there is no answer."""
        if late:
            return took_too_long(self.seconds)
        if order.dropped or self._closed:  # ended from here, and nobody hears it
            return shut_down()
        return why_it_ended(process)

    def _process(self) -> "subprocess.Popen[bytes]":
        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.poll() is None:
                    return process
                _release(process)
        return self._start()

    def _keep(self, process: "subprocess.Popen[bytes]") -> None:
        with self._lock:
            if process.poll() is None and not self._closed:
                self._idle.append(process)
                return
        process.kill()
        _release(process)


def _answer(order: Order[Any], error: BaseException) -> None:
    with suppress(InvalidStateError):  # it has an answer by now
        order.answer.set_exception(error)


def _release(process: "subprocess.Popen[bytes]") -> None:
    """Let go of a process that has ended or been killed."""
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError, ValueError):
            if pipe is not None:
                pipe.close()
    process.wait()
