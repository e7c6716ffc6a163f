"""Keeps what a run found, also where a measurement breaks or the run is interrupted, and tells how far it is."""

import time
from collections.abc import Callable
from typing import TypeVar

from tetrascope.bench.analysis import AnalysisRow
from tetrascope.bench.environment import environment
from tetrascope.bench.findings import Failure, Findings
from tetrascope.bench.first_image import FirstImageRow
from tetrascope.bench.memory import MemoryRow
from tetrascope.bench.pool import PoolRow
from tetrascope.bench.request import RequestRow
from tetrascope.bench.rivals.comparison import RivalRow
from tetrascope.bench.setup import Section, Setup
from tetrascope.bench.timing import Clock
from tetrascope.engine.time_left import TimeLeft

Row = TypeVar("Row")
Show = Callable[[str, int, int, float | None], None]
"""Is told the stage, how many measurements are done, of how many, and the seconds left where they can be guessed."""


class Record:
    """One run.

    Args:
        setup: how it is measured.
        total: measurements that there will be.
        show: is told how far it is.
        clock: tells seconds.
    """

    def __init__(self, setup: Setup, total: int, show: Show, clock: Clock = time.monotonic) -> None:
        self.pool: list[PoolRow] = []
        self.analysis: list[AnalysisRow] = []
        self.request: list[RequestRow] = []
        self.first_image: list[FirstImageRow] = []
        self.memory: list[MemoryRow] = []
        self.rivals: list[RivalRow] = []
        self.failures: list[Failure] = []
        self.finished = False
        self._setup, self._total, self._show = setup, total, show
        self._environment = environment()
        self._done = 0
        self._time_left = TimeLeft(clock)

    def measure(self, rows: list[Row], section: Section, network_id: str, what: str, work: Callable[[], Row]) -> None:
        """Do one measurement and append its row; where it raises, that is noted instead.

        Args:
            rows: one of the lists above.
            section: what it belongs to.
            network_id: the network.
            what: the measurement, for a person.
            work: gives the row.
        """
        self.tell(f"{network_id}: {what}")
        try:
            rows.append(work())
        except Exception as error:
            self.fail(section, network_id, error)
        self._done += 1

    def tell(self, stage: str) -> None:
        """Say what is being done."""
        self._show(stage, self._done, self._total, self._time_left.seconds(self._done, self._total))

    def fail(self, section: Section, network_id: str, error: Exception) -> None:
        """Note that something could not be measured."""
        words = " ".join(str(error).split()) or "no message"
        self.failures.append(
            Failure(section=section, network_id=network_id, message=f"{type(error).__name__}: {words}")
        )

    def findings(self) -> Findings:
        """What was found so far."""
        return Findings(
            complete=self.finished and not self.failures,
            environment=self._environment,
            setup=self._setup,
            pool=self.pool,
            analysis=self.analysis,
            request=self.request,
            first_image=self.first_image,
            memory=self.memory,
            rivals=self.rivals,
            failures=self.failures,
        )
