"""Where a scope's questions are answered."""

from collections.abc import Generator, Iterator
from typing import Protocol

from tetrascope.protocol.images import ImageInfo, Sample
from tetrascope.protocol.jobs import Job
from tetrascope.protocol.networks import NetworkDescription, NetworkSummary
from tetrascope.protocol.part import Event
from tetrascope.protocol.request import AnalysisRequest

LOOK_UP_S = 0.2
"""Seconds after which whoever waits looks up: on Windows nothing else lets Ctrl-C through."""


class Backend(Protocol):
    """An engine as code without an event loop asks it. Methods block, and may be called from any thread.

    They raise the errors of `tetrascope.errors`. Ctrl-C ends a call, and the work that it waits for.
    """

    @property
    def place(self) -> str:
        """Where it is, for a person."""

    def networks(self) -> list[NetworkSummary]:
        """Every network that can be asked for."""

    def network(self, network_id: str) -> NetworkDescription:
        """One of them with its layers."""

    def samples(self) -> list[Sample]:
        """The images that are there without being added."""

    def add_image(self, data: bytes) -> ImageInfo:
        """Take in an encoded image; the same bytes always get the same `image_id`."""

    def run(self, request: AnalysisRequest) -> Iterator[Event]:
        """Parts in the order they become ready, and progress between them. Closing the iterator ends the analysis."""

    def begin(self, request: AnalysisRequest) -> Job:
        """Have an analysis run as a job. Raises `Busy` where there are too many."""

    def jobs(self) -> list[Job]:
        """Those that are kept and whose names may be known here, in the order in which they were asked for."""

    def job(self, job_id: str) -> Job:
        """How a job stands."""

    def watch(self, job_id: str) -> Generator[Job | Event, None, None]:
        """How a job stands, its parts from the first on and its progress, and last how it ended. Closing the generator
        does nothing to it."""

    def cancel(self, job_id: str) -> Job:
        """End a job; no effect where it has ended."""

    def close(self) -> None:
        """End what is under way and give back what it takes; no effect the second time."""
