"""An operation that goes on whoever waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from tetrascope.errors import NotDone, TetrascopeError
from tetrascope.protocol.jobs import Job as JobTold
from tetrascope.protocol.jobs import JobState
from tetrascope.protocol.message import Message
from tetrascope.protocol.operations import OPERATIONS
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress
from tetrascope.scope.answer import Watcher, whole
from tetrascope.scope.remote_error import error_of

if TYPE_CHECKING:
    from tetrascope.scope.backend import Backend


class Job:
    """An operation that `Scope.begin` has begun, and that goes on whoever waits for it.

    In this process it ends with its scope. At a server it goes on without this process: `scope.job(job_id)` has it
    again from anywhere, so whoever is told its `job_id` may watch it, cancel it and have its answer.

    Args:
        backend: where it is done.
        told: how it stands.
        tell: is told how far it is while `answer` waits.
    """

    def __init__(self, backend: Backend, told: JobTold, tell: Watcher) -> None:
        self._backend = backend
        self._told = told
        self._tell = tell
        self.job_id = told.job_id
        """Its name, 32 hexadecimal digits that nobody can guess."""
        self.operation = told.operation
        """What it does: the name of an operation."""

    @property
    def message(self) -> JobTold:
        """How it stands, as the protocol tells it. This, and what follows from it, asks anew until it has ended."""
        if self._told.ended is None:
            self._told = self._backend.job(self.job_id)
        return self._told

    @property
    def state(self) -> JobState:
        """`"waiting"` for its turn, `"running"`, or how it ended: `"done"`, `"failed"`, `"cancelled"`."""
        return self.message.state

    @property
    def progress(self) -> Progress | None:
        """How far it is; None before there is something to tell."""
        return self.message.progress

    @property
    def error(self) -> TetrascopeError | None:
        """Why it failed, as `answer` raises it; None where it did not."""
        body = self.message.error
        return None if body is None else error_of(body)

    def watch(self) -> Iterator[Event]:
        """The parts of its answer from the first on, and `Progress` from now on, until it has ended.

        As `Scope.events`, but leaving the loop does nothing to the job. Several may watch it at once, each gets all.

        Raises:
            TetrascopeError: what it failed with.
            NotDone: it was cancelled.
            NotFound: it is not kept any more.
        """
        with closing(self._backend.watch(self.job_id)) as events:
            for event in events:
                if isinstance(event, JobTold):
                    self._told = event
                else:
                    yield event
        if self.error is not None:
            raise self.error
        if self.state != "done":
            raise NotDone(f"Expected a job that is done, got one that is {self.state}.", hint="Begin it again.")

    def answer(self) -> Message:
        """Wait until it is done, and give the message that `Scope.ask` would have given; once it is done, at once.

        Ctrl-C ends the waiting and not the job. Raises what `watch` raises.
        """
        return whole(OPERATIONS[self.operation], self.watch(), self._tell)

    def cancel(self) -> None:
        """End it, for everyone who watches it; no effect where it has ended."""
        if self._told.ended is None:
            self._told = self._backend.cancel(self.job_id)

    def __repr__(self) -> str:
        # Asks nobody: a debugger shows it while all threads stand still.
        told = self._told
        far = f", {told.progress.done} of {told.progress.total}" if told.state == "running" and told.progress else ""
        when = " when last asked" if told.ended is None else ""
        return f"<Job {self.job_id}: {self.operation}, {told.state}{far}{when}>"
