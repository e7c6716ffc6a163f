"""One thread writes, and what gathers while it does is committed together: one wait for the disk for all of it."""

import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from tetrascope.errors import Busy, Failed, TetrascopeError

T = TypeVar("T")
MAX_WAITING = 10_000
"""Writes that wait; more are refused."""
MAX_GROUP = 500
"""Writes of one commit."""


class _Write(NamedTuple):
    write: Callable[[sqlite3.Connection], Any]
    future: "Future[Any]"
    alone: bool


class GroupCommit:
    """Takes writes from any thread. A write's future has its result when it is committed, and not before.

    Args:
        connection: is used by this alone from now on, and closed by it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._queue: queue.Queue[_Write | None] = queue.Queue(MAX_WAITING)
        self._left: list[_Write | None] = []
        """What was taken from the queue, and is to come by itself."""
        self._open = True
        self._turn = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="study records", daemon=True)
        self._thread.start()

    def submit(self, write: Callable[[sqlite3.Connection], T], *, alone: bool = False) -> "Future[T]":
        """Let `write` happen within a transaction; one that raises is undone, and leaves others as they are.

        Args:
            write: what to do with the connection.
            alone: outside of any transaction, which `write` begins and commits itself.

        Raises:
            Busy: too much waits already, or it is closed.
        """
        future: Future[T] = Future()
        with self._turn:
            if not self._open:
                raise Busy("Expected records that are open, got closed ones.")
            try:
                self._queue.put_nowait(_Write(write, future, alone))
            except queue.Full:
                raise Busy(
                    f"Expected at most {MAX_WAITING} records that wait to be written, got more.",
                    hint="Try again; what is not acknowledged is to be sent again.",
                ) from None
        return future

    def close(self) -> None:
        """Write what waits, then close the connection."""
        with self._turn:
            if not self._open:
                return
            self._open = False
        self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while group := self._next_group():
            if group[0].alone:
                self._do_alone(group[0])
            else:
                self._do_together(group)

    def _next_group(self) -> list[_Write]:
        """The next write and those that wait behind it, up to one that must be alone; none where it ends."""
        first = self._left.pop() if self._left else self._queue.get()
        if first is None:
            return []
        group = [first]
        while not first.alone and len(group) < MAX_GROUP:
            try:
                following = self._queue.get_nowait()
            except queue.Empty:
                break
            if following is None or following.alone:
                self._left.append(following)
                break
            group.append(following)
        return group

    def _do_together(self, group: list[_Write]) -> None:
        group = [each for each in group if each.future.set_running_or_notify_cancel()]
        done: list[tuple[_Write, Any]] = []
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for each in group:
                self._connection.execute("SAVEPOINT this")
                try:
                    done.append((each, each.write(self._connection)))
                except sqlite3.Error:
                    raise
                except Exception as error:
                    self._connection.execute("ROLLBACK TO this")
                    each.future.set_exception(error)
                self._connection.execute("RELEASE this")
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            for each in group:
                if not each.future.done():
                    each.future.set_exception(write_error(error))
            return
        for each, result in done:
            each.future.set_result(result)

    def _do_alone(self, write: _Write) -> None:
        if not write.future.set_running_or_notify_cancel():
            return
        try:
            result = write.write(self._connection)
        except Exception as error:
            self._roll_back()
            write.future.set_exception(write_error(error) if isinstance(error, sqlite3.Error) else error)
            return
        write.future.set_result(result)

    def _roll_back(self) -> None:
        if self._connection.in_transaction:  # SQLite may have done it by itself
            self._connection.execute("ROLLBACK")


def write_error(error: sqlite3.Error, path: Path | None = None) -> TetrascopeError:
    """What is said where SQLite could not write; clients hear it, so that it names a file only where that is given."""
    # The lowest byte is the kind, the others tell more of it.
    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
    file = "" if path is None else f": {str(path)!r}"
    if kind == sqlite3.SQLITE_FULL:
        return Busy(
            f"Expected room for the records of the study, got a full disk{file}.",
            code="disk_full",
            hint="Make room on the disk. Nothing that was acknowledged is lost; clients send the rest again.",
        )
    return Failed(
        f"Expected records that can be written, got {error}{file}.",
        hint="Look at the disk and at who may write there. Clients send again what was not acknowledged.",
    )
