"""Where jobs and the parts of their answers are kept: an interface, and the memory of this process."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tetrascope.engine.job_bounds import JOB_BYTES, MAX_JOB_AGE_S, MAX_JOBS
from tetrascope.errors import Busy, TooLarge
from tetrascope.protocol.jobs import Job
from tetrascope.protocol.part import Part


class JobStore(Protocol):
    """Keeps jobs within bounds: those that have ended leave, the one that ended first before the others, where there
    are too many, where they take too much, or after a time. One that has not ended never leaves.

    Methods belong to one event loop.
    """

    @property
    def max_jobs(self) -> int:
        """How many it keeps."""
        ...

    def add(self, job: Job) -> None:
        """Keep a new job. Raises `Busy` where as many as there may be have not ended."""
        ...

    def update(self, job: Job) -> None:
        """Keep how a job stands now."""
        ...

    def add_part(self, job_id: str, part: Part, size: int) -> None:
        """Keep a part of its answer, of `size` bytes as it travels.

        Raises:
            TooLarge: all that may leave has left, and there is no room.
        """
        ...

    def jobs(self) -> list[Job]:
        """All that are kept, in the order in which they were asked for."""
        ...

    def job(self, job_id: str) -> Job | None:
        """One of them; None where it was never kept, or has left."""
        ...

    def parts(self, job_id: str) -> Sequence[Part]:
        """The parts of its answer so far; none where it is not kept."""
        ...


@dataclass
class _Kept:
    job: Job
    parts: list[Part] = field(default_factory=list)
    size: int = 0


class MemoryJobStore:
    """Keeps jobs in memory, see `JobStore`.

    Args:
        max_jobs: how many there may be.
        budget: what the parts of all may take together, in bytes as they travel.
        max_age_s: how long a job is kept after its end, in seconds.
        clock: seconds since the beginning of 1970.
    """

    def __init__(
        self,
        *,
        max_jobs: int = MAX_JOBS,
        budget: int = JOB_BYTES,
        max_age_s: float = MAX_JOB_AGE_S,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.max_jobs = max_jobs
        self._budget = budget
        self._max_age_s = max_age_s
        self._clock = clock
        self._kept: dict[str, _Kept] = {}

    @property
    def size(self) -> int:
        """What the parts take, in bytes as they travel."""
        return sum(kept.size for kept in self._kept.values())

    def add(self, job: Job) -> None:
        self._forget_old()
        if len(self._kept) >= self.max_jobs and not self._make_room():
            raise Busy(
                f"Expected fewer than {self.max_jobs} jobs that have not ended, got {self.max_jobs}.",
                hint="Wait for one to end, or cancel one, and try again.",
            )
        self._kept[job.job_id] = _Kept(job)

    def update(self, job: Job) -> None:
        self._kept[job.job_id].job = job

    def add_part(self, job_id: str, part: Part, size: int) -> None:
        while self.size + size > self._budget:
            if not self._make_room():
                raise TooLarge(
                    f"Expected answers of jobs that take at most {self._budget} bytes, got more.",
                    hint="Ask for less at once, or wait until other jobs have ended.",
                )
        kept = self._kept[job_id]
        kept.parts.append(part)
        kept.size += size

    def jobs(self) -> list[Job]:
        self._forget_old()
        return [kept.job for kept in self._kept.values()]

    def job(self, job_id: str) -> Job | None:
        self._forget_old()
        kept = self._kept.get(job_id)
        return None if kept is None else kept.job

    def parts(self, job_id: str) -> Sequence[Part]:
        kept = self._kept.get(job_id)
        return () if kept is None else kept.parts

    def _forget_old(self) -> None:
        oldest = self._clock() - self._max_age_s
        for job in self._ended():
            if job.ended is not None and job.ended < oldest:
                del self._kept[job.job_id]

    def _make_room(self) -> bool:
        """Drop the job that ended first; False where none has."""
        first = min(self._ended(), key=lambda job: job.ended or 0.0, default=None)
        if first is None:
            return False
        del self._kept[first.job_id]
        return True

    def _ended(self) -> list[Job]:
        return [kept.job for kept in self._kept.values() if kept.job.ended is not None]
