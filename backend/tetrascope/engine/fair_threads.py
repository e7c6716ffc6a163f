"""Threads that several analyses give work to, and that serve clients in turn, and of each client its analyses."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

from tetrascope.engine.client import current_client
from tetrascope.engine.client_turns import ClientTurns
from tetrascope.engine.workers import Workers

Answer = TypeVar("Answer")


class FairThreads:
    """Takes the first item of each client's next line in turn, however many wait in the others.

    Args:
        count: threads, and so items under way at most.
        name: what the threads are called.
        initializer: what each thread does first.
    """

    def __init__(self, count: int, *, name: str, initializer: Callable[[], None] | None = None) -> None:
        self._threads = Workers(count, name=name, initializer=initializer)
        self._waiting = ClientTurns[Line]()
        """The lines in which work waits."""
        self._lock = Lock()

    def line(self) -> "Line":
        """A place for the work of one analysis, of the client that `CLIENT` names now."""
        return Line(self)

    def close(self) -> None:
        """Cancel what has not begun, and leave alone what has."""
        with self._lock:
            lines = list(self._waiting)
        for line in lines:
            line.close()
        self._threads.close()

    def join(self) -> None:
        """Wait, after `close`, for what has begun."""
        self._threads.join()

    def _add(self, line: "Line", item: "WorkItem") -> None:
        with self._lock:
            line.items.append(item)
            if len(line.items) == 1:
                self._waiting.add(line.client, line)
        self._threads.submit(self._work)

    def _work(self) -> None:
        """One item, whose ever turn it is; none where they have been cancelled."""
        with self._lock:
            if not self._waiting:
                return
            line = self._waiting.take()
            item = line.items.popleft()
            if line.items:
                self._waiting.add(line.client, line)
        item.run()

    def _remove(self, line: "Line") -> "list[WorkItem]":
        with self._lock:
            items = list(line.items)
            line.items.clear()
            self._waiting.discard(line.client, line)
        return items


class Line:
    """The work of one analysis, begun in the order it was given; made by `FairThreads.line`."""

    def __init__(self, threads: FairThreads) -> None:
        self.client = current_client()
        self.items: deque[WorkItem] = deque()
        self._threads = threads

    def submit(self, work: Callable[..., Answer], *arguments: object) -> "Future[Answer]":
        """Have `work` done when its turn comes."""
        item = WorkItem(work, arguments)
        self._threads._add(self, item)
        return item.future

    def close(self) -> None:
        """Cancel what has not begun."""
        for item in self._threads._remove(self):
            item.future.cancel()


class WorkItem:
    """A call to be made, and what comes of it."""

    def __init__(self, work: Callable[..., Any], arguments: tuple[object, ...]) -> None:
        self.future: Future[Any] = Future()
        self._work = work
        self._arguments = arguments

    def run(self) -> None:
        """Make the call, unless it was cancelled. What it was made with is let go of before anybody hears."""
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            answer = self._work(*self._arguments)
        except BaseException as error:
            self._arguments = ()
            self.future.set_exception(error)
        else:
            self._arguments = ()
            self.future.set_result(answer)
