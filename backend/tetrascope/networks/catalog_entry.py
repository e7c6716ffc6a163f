"""A network that Tetrascope knows by name. Light to import: Keras is loaded with the first network."""

from abc import ABC, abstractmethod
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from tetrascope.networks.given_weights import GivenWeights
from tetrascope.networks.labels import IMAGENET_CLASSES
from tetrascope.networks.source import no_weights, ways_to_get
from tetrascope.protocol.networks import NetworkOutput, NetworkSummary
from tetrascope.protocol.weights import WeightsSource, WeightsStatus

if TYPE_CHECKING:
    import keras

    from tetrascope.networks.network import Network
    from tetrascope.networks.network_input import NetworkInput
    from tetrascope.networks.preprocessing import PreprocessingName


@dataclass(frozen=True)
class CatalogEntry(ABC):
    """A classifier of 1000 ImageNet classes, of which all but its weights is known before it is built."""

    network_id: str
    """The name by which a request asks for it."""
    title: str
    """Its name for a person."""
    input_height: int
    """Rows of its input, in pixels."""
    input_width: int
    """Columns of its input, in pixels."""
    preprocessing: "PreprocessingName"
    """How its training scaled pixels."""
    megabytes: float
    """About the size of its weights in 10^6 bytes."""
    given: GivenWeights = field(default_factory=GivenWeights, kw_only=True)
    """Where weights may come from besides `origin`."""
    class_count: ClassVar[int] = IMAGENET_CLASSES
    """Number of classes."""
    version: ClassVar[str] = ""
    """It is always the same."""
    origin: ClassVar[WeightsSource]
    """Where its ImageNet weights come from."""

    @property
    @abstractmethod
    def how_to_get(self) -> str:
        """The command that brings its ImageNet weights."""

    @abstractmethod
    def local_weights(self) -> Path | None:
        """The file with its ImageNet weights; None if it is not on this machine."""

    @abstractmethod
    def fetch(self) -> Path:
        """Bring its ImageNet weights, with a progress bar, where they are not here. Nothing else here downloads.

        Returns:
            The file that holds them.

        Raises:
            WeightsUnavailable: they could not be fetched; message and hint tell what to do instead.
        """

    @abstractmethod
    def _build(self) -> "keras.Model":
        """The network without its ImageNet weights."""

    @abstractmethod
    def _load_local(self, file: Path, *, fold: bool) -> "Network":
        """The network with the weights in `local_weights`."""

    @property
    def input(self) -> "NetworkInput":
        """What goes into it."""
        from tetrascope.networks.network_input import NetworkInput
        from tetrascope.networks.preprocessing import PREPROCESSINGS

        return NetworkInput(self.input_height, self.input_width, preprocessing=PREPROCESSINGS[self.preprocessing])

    def summary(self) -> NetworkSummary:
        """What is said of it, as of now."""
        from tetrascope.networks.answers import CATALOG_ANSWERS

        return NetworkSummary(
            network_id=self.network_id,
            title=self.title,
            input_height=self.input_height,
            input_width=self.input_width,
            input_channels=self.input.channels,
            fit=self.input.fit,
            class_count=self.class_count,
            default=False,
            weights=self.weights(),
            output=NetworkOutput(kind=CATALOG_ANSWERS.kind, decided=CATALOG_ANSWERS.decided),
            warnings=[],
        )

    def weights(self) -> WeightsStatus:
        """Where its weights would come from now. Looks for files, opens none.

        A file that `given` names goes first, then `origin`, then random weights.
        """
        if self.network_id in self.given.files:
            file = self.given.files[self.network_id]
            if not file.is_file():
                return _status(None, 0.0, f"Put the weights back at {file}, or leave out --weights.")
            return _status("file", _megabytes(file))
        local = self.local_weights()
        if local is not None:
            return _status(self.origin, _megabytes(local))
        if self.given.random:
            return _status("random", 0.0)
        return _status(None, self.megabytes, self.how_to_get)

    def load(self, *, fold: bool = True) -> "Network":
        """The network, ready for use. Never downloads.

        Args:
            fold: whether normalisations are folded into convolutions, see `Network`.

        Raises:
            WeightsUnavailable: its weights are not on this machine; the hint tells how to get them.
            InvalidInput: the file of weights that `given` names does not fit.
        """
        from tetrascope.networks.random_weights import RANDOM_IDENTITY, randomize_weights

        status = self.weights()
        if status.source == "file":
            return self._load_file(self.given.files[self.network_id], "file", fold=fold)
        if status.source == "random":
            model = self._build()
            randomize_weights(model, self.input)
            return self._network(model, RANDOM_IDENTITY, "random", fold=fold)
        local = self.local_weights()
        if status.source is None or local is None:
            gone = self.network_id in self.given.files  # the file that was named
            other_ways = f"start with --weights {self.network_id}=FILE, or with --random-weights to try it out"
            raise no_weights(self.title, status.how_to_get if gone else ways_to_get(status, other_ways))
        return self._load_local(local, fold=fold)

    def describe(self) -> "Network":
        """The network without its weights: for its layers and geometry only, whether or not its weights are here.

        Its variables have shapes but no memory, so this costs neither gigabytes nor seconds. Such a network computes
        nothing.
        """
        # Keras lists variables without a value for their thread, to fill them later: one of their own forgets them.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(self._without_variables).result()

    def _without_variables(self) -> "Network":
        import keras

        with keras.StatelessScope(initialize_variables=False):
            return self._network(self._build(), "none", "random", fold=False)

    def _load_file(self, file: Path, source: WeightsSource, *, fold: bool) -> "Network":
        from tetrascope.networks.weight_file import file_identity, load_weights

        model = self._build()
        load_weights(model, file, title=self.title)
        return self._network(model, f"{source}-{file_identity(file)}", source, fold=fold)

    def _network(self, model: "keras.Model", identity: str, source: WeightsSource, *, fold: bool) -> "Network":
        from tetrascope.networks.network import Network

        return Network(
            network_id=self.network_id,
            title=self.title,
            model=model,
            preprocessing=self.preprocessing,
            weights_identity=identity,
            source=source,
            class_names="imagenet",
            fold=fold,
        )


def _status(source: WeightsSource | None, megabytes: float, how: str | None = None) -> WeightsStatus:
    return WeightsStatus(available=source is not None, source=source, megabytes=megabytes, how_to_get=how)


def _megabytes(file: Path) -> float:
    return round(file.stat().st_size / 1e6, 1)
