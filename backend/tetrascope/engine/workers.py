"""Threads for long work, which whoever closes an engine does not wait for."""

import atexit
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar

from tetrascope.errors import Busy

Answer = TypeVar("Answer")
_Item = tuple["Future[Any]", Callable[[], Any]]


class EngineThread(Thread):
    """A daemon thread that the end of the interpreter waits for, after it has told it to end.

    TensorFlow aborts the process where the interpreter is taken apart below a thread that computes. A process that
    does not want to wait ends by `os._exit`.

    Args:
        work: what it does.
        name: what it is called.
        end: what makes `work` return when it can.
    """

    def __init__(self, work: Callable[[], None], *, name: str, end: Callable[[], None]) -> None:
        super().__init__(name=name, daemon=True)
        self._work = work
        self.end = end

    def start(self) -> None:
        _under_way.add(self)
        super().start()

    def run(self) -> None:
        try:
            self._work()
        finally:
            _under_way.discard(self)


_under_way: set[EngineThread] = set()


@atexit.register
def _wait() -> None:
    threads = list(_under_way)
    for thread in threads:
        thread.end()
    for thread in threads:
        thread.join()


class Workers:
    """Threads that do what they are given, in the order they were given it.

    What they do cannot be stopped: a network being loaded or compiled, a photo being decoded. `ThreadPoolExecutor`
    makes whoever closes it, and the process, wait for that. Here it is left alone, and whoever waits for an answer,
    begun or not, is told at once.

    Args:
        count: threads, and so items under way at most.
        name: what the threads are called.
        initializer: what each thread does first.
    """

    def __init__(self, count: int, *, name: str, initializer: Callable[[], None] | None = None) -> None:
        self._count = count
        self._name = name
        self._initializer = initializer
        self._items: SimpleQueue[_Item | None] = SimpleQueue()
        self._unanswered: set[Future[Any]] = set()
        self._threads: list[EngineThread] = []
        self._closed = False
        self._lock = Lock()

    def submit(self, work: Callable[..., Answer], *arguments: Any) -> "Future[Answer]":
        """Have `work` done by a thread. Raises `Busy` after `close`."""
        future: Future[Answer] = Future()
        with self._lock:
            if self._closed:
                raise shut_down()
            self._unanswered.add(future)
            self._items.put((future, lambda: work(*arguments)))
            if len(self._threads) < min(self._count, len(self._unanswered)):
                self._begin_thread()
        future.add_done_callback(self._unanswered.discard)
        return future

    def close(self) -> None:
        """Answer everyone who waits with `Busy`, and begin nothing more; no effect the second time."""
        with self._lock:
            self._closed = True
            unanswered = list(self._unanswered)
            for _ in self._threads:
                self._items.put(None)
        for future in unanswered:
            with suppress(InvalidStateError):  # it has an answer by now
                future.set_exception(shut_down())

    def join(self) -> None:
        """Wait, after `close`, for what has begun."""
        for thread in self._threads:
            thread.join()

    def _begin_thread(self) -> None:
        thread = EngineThread(self._work, name=f"{self._name}-{len(self._threads)}", end=self.close)
        self._threads.append(thread)
        thread.start()

    def _work(self) -> None:
        if self._initializer is not None:
            self._initializer()
        while (item := self._items.get()) is not None:
            if self._begins(item[0]):
                _do(*item)
            del item  # it holds what the work was given

    def _begins(self, future: "Future[Any]") -> bool:
        with self._lock:
            return not self._closed and future.set_running_or_notify_cancel()


def _do(future: "Future[Any]", work: Callable[[], Any]) -> None:
    with suppress(InvalidStateError):  # answered by `close` meanwhile
        try:
            answer = work()
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(answer)


def shut_down() -> Busy:
    """What is told after `close`, to who asks and to who waits."""
    return Busy("Expected a running engine, got one that is shutting down.", hint="Try again later.")
