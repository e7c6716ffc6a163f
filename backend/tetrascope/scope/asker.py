"""What puts questions to a network, here or at a server, and brings the answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar, cast

from tetrascope.errors import NotFound
from tetrascope.protocol.framing import Fit
from tetrascope.protocol.jobs import Job as JobTold
from tetrascope.protocol.message import Message
from tetrascope.protocol.networks import NetworkDescription, NetworkSummary
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.operations import OPERATIONS
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.request import AnalysisRequest
from tetrascope.report.heading import Subject, subject_of
from tetrascope.scope.answer import Watcher, whole
from tetrascope.scope.job import Job
from tetrascope.scope.mask import MaskLike
from tetrascope.scope.photo_argument import HeldPhoto, PhotoLike, Photos
from tetrascope.scope.question import Questions, find_operation

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tetrascope.scope.backend import Backend

Masks: TypeAlias = "Iterable[MaskLike] | NDArray[np.bool_]"
Ablated: TypeAlias = "Mapping[str, Sequence[int] | NDArray[np.intp]]"
Told = TypeVar("Told", bound=Message)


class Asker:
    """A network, in this process or at a server, with what every question to it needs; see `Scope`."""

    def __init__(
        self,
        backend: Backend,
        network_id: str | None = None,
        *,
        fit: Fit | None = None,
        progress: Watcher | None = None,
    ) -> None:
        self._backend = backend
        self.summary: NetworkSummary = _summary(backend.networks(), network_id)
        """What is known of the network without loading it: its title, its input's size, what its answers mean."""
        self.progress = progress
        """Is told how far an analysis is, in the thread that asks; None for nobody."""
        self._photos = Photos(backend)
        size = self.summary.input_height, self.summary.input_width
        self._questions = Questions(self.summary.network_id, size, lambda: self.network, fit)

    # What there is

    @cached_property
    def network(self) -> NetworkDescription:
        """The network: its layers, the geometry of receptive fields, its classes' names, the number of its weights."""
        return self._backend.network(self.summary.network_id)

    @property
    def layer_names(self) -> list[str]:
        """Every layer that can be asked for, in the order data flows."""
        return [layer.name for layer in self.network.layers]

    @property
    def class_names(self) -> list[str]:
        """Name of every class, by its place in the network's output."""
        return self.network.class_names

    @property
    def samples(self) -> list[str]:
        """Names of the photos that come with Tetrascope."""
        return list(self._photos.samples)

    @property
    def networks(self) -> list[NetworkSummary]:
        """Every network that could be opened here, and whether its weights are there."""
        return self._backend.networks()

    # Any operation

    def ask(self, operation: str, photo: PhotoLike, **fields: Any) -> Message:
        """The answer to any operation of the protocol, as its message.

        Args:
            operation: its name, such as `"layers"`, the last part of its route.
            photo: see `Scope`.
            fields: fields of its request; photo and network are filled in. Masks, windows, labels and layers are taken
                as the other methods take them.
        """
        held, declared = self._photos.hold(photo), find_operation(operation)
        return self._answer(declared, self._questions.request(declared, held.image_id, fields), held)

    def events(self, operation: str, photo: PhotoLike, **fields: Any) -> Iterator[Event]:
        """The same as it becomes ready: parts of the answer, and `Progress` between them.

        Leaving the loop ends the analysis. Arguments are those of `ask`.
        """
        held, declared = self._photos.hold(photo), find_operation(operation)
        return self._events(self._questions.request(declared, held.image_id, fields), held)

    # Jobs

    def begin(self, operation: str, photo: PhotoLike, **fields: Any) -> Job:
        """Begin an operation as a job, which goes on whoever waits for it, and return at once.

        Its answer is kept for a time, and while there is room. Questions that somebody waits for come first. Arguments
        are those of `ask`.

        Raises:
            Busy: as many jobs as there may be have not ended.
        """
        declared, held = find_operation(operation), self._photos.hold(photo, anew=True)
        return self._job(self._backend.begin(self._questions.request(declared, held.image_id, fields)))

    def jobs(self) -> list[Job]:
        """The jobs that are kept, in the order in which they were begun: all in this process; all of a server without
        a token; of one with a token, which does not tell who began which, those begun by this scope."""
        return [self._job(told) for told in self._backend.jobs()]

    def job(self, job_id: str) -> Job:
        """A job by its `job_id`, whoever began it. Raises `NotFound` for one that is not kept, or no longer."""
        return self._job(self._backend.job(job_id))

    # Its end

    def close(self) -> None:
        """End what is under way, and give back memory and threads. It is done too when nobody holds the scope."""
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _told(self, kind: type[Told], photo: HeldPhoto, **fields: Any) -> Told:
        """The answer of the operation that is answered so."""
        operation = next(each for each in OPERATIONS.values() if each.answer is kind)
        request = self._questions.request(operation, photo.image_id, fields)
        return cast(Told, self._answer(operation, request, photo))

    def _answer(self, operation: Operation, request: AnalysisRequest, photo: HeldPhoto) -> Message:
        return whole(operation, self._events(request, photo), self._tell)

    def _events(self, request: AnalysisRequest, photo: HeldPhoto) -> Iterator[Event]:
        """Every event; a photo that the backend had to let go is given again."""
        try:
            yield from self._backend.run(request)
        except NotFound as error:
            if error.code != "unknown_image" or not self._photos.give_again(photo):
                raise
            yield from self._backend.run(request)

    def _tell(self, progress: Progress) -> None:
        if self.progress is not None:
            self.progress(progress)

    def _job(self, told: JobTold) -> Job:
        return Job(self._backend, told, self._tell)

    def _subject(self, photo: HeldPhoto) -> Subject:
        return subject_of(photo.name, self.summary)


def _summary(networks: Sequence[NetworkSummary], network_id: str | None) -> NetworkSummary:
    """The network of that name, or the one to begin with."""
    for network in networks:
        if network.network_id == network_id or (network_id is None and network.default):
            return network
    raise NotFound(
        f"Expected a network that can be asked for, got {network_id!r}.",
        field="network_id",
        hint=f"There are {', '.join(network.network_id for network in networks)}.",
    )
