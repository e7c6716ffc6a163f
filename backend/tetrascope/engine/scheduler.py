"""The scheduler: one thread that takes turns among analyses, a step at a time.

One thread, because a forward pass uses every core already. Fair, because the client that has had the least time goes
next, and of its analyses the one that has had the least; who is new or was asleep starts level with those that run, so
that nobody saves up time by sleeping (the rule of Linux's completely fair scheduler, 2007, and of its groups). So a
client that asks for much has what others leave. Steps that run a network and steps that do not get half of the time
each, so that a small request waits for little more than the step under way, however many others are about to run a
network. What runs in the background has less, and places of its own.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable, Hashable
from contextvars import copy_context
from threading import Condition

from tetrascope.engine.client import current_client
from tetrascope.engine.out_of_memory import out_of_memory, ran_out
from tetrascope.engine.steps import Pause, Steps
from tetrascope.engine.workers import EngineThread, shut_down
from tetrascope.errors import Busy, Failed, TetrascopeError
from tetrascope.protocol.part import Event

logger = logging.getLogger(__name__)

BACKGROUND_COST = 4
"""How much faster the time of an analysis in the background counts: beside one that is waited for it gets a fifth."""


class Share:
    """What one client has of the thread's time, while it has analyses. In the background it has another share.

    Args:
        virtual_runtime: seconds that count as had already.
    """

    def __init__(self, virtual_runtime: float) -> None:
        self.virtual_runtime = virtual_runtime
        """Seconds it has had, counted from those of its peers when it came or woke (the word is of Linux's completely
        fair scheduler); those of `Task` are counted likewise, among the analyses of one share."""
        self.min_virtual_runtime = 0.0
        """What that of its analysis which ran last was before its step; never falls."""
        self.asleep = False
        """Whether none of its analyses could go on when the scheduler last looked."""


class Task:
    """One analysis under way: made by `Scheduler.run`, read on the event loop."""

    def __init__(
        self,
        steps: Steps[None],
        share: Share,
        *,
        rests_anywhere: bool,
        background: bool,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self.steps = steps
        self.share = share
        self.background = background
        self.rests_anywhere = rests_anywhere
        self.may_rest = rests_anywhere
        """Whether it may wait for its reader where it stands now."""
        self.virtual_runtime = share.min_virtual_runtime
        self.ready = True
        """Whether nothing it waits for is still to be done."""
        self.before_pass = False
        """Whether its next step runs a network."""
        self.asleep = False
        """Whether it could not go on when the scheduler last looked."""
        self.cancelled = False
        self.backlog: deque[Event] = deque()
        self.finished = False
        self.error: TetrascopeError | None = None
        self.context = copy_context()
        """What its steps find in `CLIENT`."""
        self._loop = loop
        self._news = asyncio.Event()

    def notify(self) -> None:
        """Tell the reader that there is something new; from any thread."""
        try:
            self._loop.call_soon_threadsafe(self._news.set)
        except RuntimeError:  # the loop is closed, so nobody reads any more
            self.cancelled = True

    async def wait(self) -> None:
        """Sleep until `notify`."""
        await self._news.wait()
        self._news.clear()


class Scheduler:
    """Runs analyses on a thread of its own.

    Args:
        max_running: analyses under way or waiting at most; one more is refused as `Busy`.
        max_background: analyses in the background at most, which are not counted there.
        max_backlog: unread events at which an analysis pauses until its reader has caught up.
        clock: seconds, by which the analyses' shares of the thread's time are measured.
    """

    def __init__(
        self,
        *,
        max_running: int,
        max_background: int = 0,
        max_backlog: int,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.max_running = max_running
        self.max_background = max_background
        self.max_backlog = max_backlog
        self._clock = clock
        self._tasks: list[Task] = []
        self._unread: set[Task] = set()
        """Those that are done, and whose last events nobody has taken yet; they still take a place."""
        self._shares: dict[Hashable, Share] = {}
        """Of the clients that have analyses here."""
        self._min_virtual_runtime = 0.0
        """What that of the share which ran last was before its step; never falls."""
        self._seconds = {False: 0.0, True: 0.0}
        """Seconds that went to steps without a network, and to steps with one; level where only one could go on."""
        self._changed = Condition()
        self._stopping = False
        self._thread = EngineThread(self._work, name="tetrascope-analyses", end=lambda: self.stop(0))

    @property
    def running(self) -> int:
        """Analyses under way or waiting."""
        return len(self._tasks)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self, seconds: float | None = None) -> None:
        """Tell every reader that the engine is shutting down, and end the thread.

        Returns when it has ended, or after `seconds` where a step takes longer: the thread then ends after that step.
        """
        with self._changed:
            self._stopping = True
            for task in self._tasks:
                task.error, task.finished = shut_down(), True
                task.notify()
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(seconds)

    async def run(
        self, steps: Steps[None], *, rests_anywhere: bool = True, background: bool = False
    ) -> AsyncGenerator[Event, None]:
        """Yield the events of an analysis. Closing the iterator cancels it after the step under way.

        Args:
            steps: the analysis.
            rests_anywhere: whether it waits for a reader who is behind after any step; otherwise only where it says
                `rest`, because elsewhere it holds what others wait for.
            background: whether nobody waits for it.
        """
        task = self._admit(steps, rests_anywhere, background)
        try:
            while True:
                await task.wait()
                for event in self._take(task):
                    yield event
                if task.finished and not task.backlog:
                    break
        finally:
            with self._changed:
                task.cancelled = True
                self._unread.discard(task)
                self._changed.notify()
        if task.error is not None:
            raise task.error

    def _admit(self, steps: Steps[None], rests_anywhere: bool, background: bool) -> Task:
        limit = self.max_background if background else self.max_running
        with self._changed:
            if self._stopping:
                raise shut_down()
            under_way = [task for task in self._tasks if not task.cancelled]  # the dropped go first, and at once
            if sum(task.background == background for task in (*under_way, *self._unread)) >= limit:
                raise no_place(limit, background=background)
            whose = current_client(), background
            task = Task(
                steps,
                self._shares.setdefault(whose, Share(self._min_virtual_runtime)),
                rests_anywhere=rests_anywhere,
                background=background,
                loop=asyncio.get_running_loop(),
            )
            self._tasks.append(task)
            self._changed.notify()
            return task

    def _take(self, task: Task) -> list[Event]:
        with self._changed:
            events = list(task.backlog)
            task.backlog.clear()
            self._changed.notify()
            return events

    def _work(self) -> None:
        while (task := self._next()) is not None:
            started = self._clock()
            runs_network = task.before_pass
            self._step(task)
            taken = self._clock() - started
            task.virtual_runtime += taken
            task.share.virtual_runtime += taken * (BACKGROUND_COST if task.background else 1)
            self._seconds[runs_network] += taken
        for task in list(self._tasks):
            self._close(task)
            self._finish(task, shut_down())

    def _next(self) -> Task | None:
        """Wait for a task that can go on and return the one that has had the least time; None at the end."""
        with self._changed:
            while not self._stopping:
                candidates = [task for task in self._tasks if self._can_go_on(task)]
                self._wake_shares({task.share for task in candidates})
                if candidates:
                    task = min(candidates, key=self._order)
                    share = task.share
                    self._min_virtual_runtime = max(self._min_virtual_runtime, share.virtual_runtime)
                    share.min_virtual_runtime = max(share.min_virtual_runtime, task.virtual_runtime)
                    if len({task.before_pass for task in candidates}) == 1:
                        behind = not task.before_pass
                        self._seconds[behind] = max(self._seconds[behind], self._seconds[not behind])
                    return task
                self._changed.wait()
            return None

    def _order(self, task: Task) -> tuple[bool, float, float, float]:
        """Who goes first: the dropped, then the kind of step that has had less time, then the client that has had the
        least, and of its analyses that which has had the least."""
        return not task.cancelled, self._seconds[task.before_pass], task.share.virtual_runtime, task.virtual_runtime

    def _can_go_on(self, task: Task) -> bool:
        awake = task.ready and (len(task.backlog) < self.max_backlog or not task.may_rest)
        if awake and task.asleep:
            task.virtual_runtime = max(task.virtual_runtime, task.share.min_virtual_runtime)
        task.asleep = not awake
        return task.cancelled or awake

    def _wake_shares(self, awake: set[Share]) -> None:
        """Note which shares have an analysis that can go on; one that had none starts level with the others."""
        for share in self._shares.values():
            if share in awake and share.asleep:
                share.virtual_runtime = max(share.virtual_runtime, self._min_virtual_runtime)
            share.asleep = share not in awake

    def _step(self, task: Task) -> None:
        try:
            if task.cancelled:
                self._close(task)
                self._finish(task, None)
                return
            task.before_pass, task.may_rest = False, task.rests_anywhere
            outcome = task.context.run(next, task.steps)
        except StopIteration:
            self._finish(task, None)
        except TetrascopeError as error:
            self._finish(task, error)
        except Exception as error:
            logger.exception("an analysis failed")
            if ran_out(error):
                self._finish(task, out_of_memory())
                return
            self._finish(task, Failed("The analysis failed on the server's side; its log says why."))
        else:
            self._deliver(task, outcome)

    def _close(self, task: Task) -> None:
        try:
            task.steps.close()
        except Exception:
            logger.exception("an analysis failed while it was being dropped")

    def _deliver(self, task: Task, outcome: Event | Pause) -> None:
        if isinstance(outcome, Pause):
            task.ready = False
            task.before_pass = outcome.before_pass
            task.may_rest = task.rests_anywhere or outcome.rest
            outcome.until.add_done_callback(lambda _: self._wake(task))
            return
        with self._changed:
            task.backlog.append(outcome)
            unread = len(task.backlog)
        if unread == 1:  # else the reader is on its way, and takes all that is there
            task.notify()

    def _wake(self, task: Task) -> None:
        with self._changed:
            task.ready = True
            self._changed.notify()

    def _finish(self, task: Task, error: TetrascopeError | None) -> None:
        with self._changed:
            self._tasks.remove(task)
            if all(other.share is not task.share for other in self._tasks):
                self._shares = {whose: share for whose, share in self._shares.items() if share is not task.share}
            if not task.cancelled:
                self._unread.add(task)
            task.error = error
            task.finished = True
        task.notify()
        if task.cancelled:  # as shows only now, where its reader's loop is closed
            self._unread.discard(task)


def no_place(limit: int, *, background: bool) -> Busy:
    """What is said where as many analyses are under way as there may be."""
    what = " in the background" if background else ""
    return Busy(
        f"Expected fewer than {limit} analyses under way{what}, got {limit}.",
        hint="Wait for one to finish, or cancel one, and try again.",
    )
