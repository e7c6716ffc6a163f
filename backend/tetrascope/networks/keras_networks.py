"""The source that Keras brings: the classifiers of `keras.applications`. Light to import."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from tetrascope.errors import InvalidInput, WeightsUnavailable
from tetrascope.networks.catalog_entry import CatalogEntry
from tetrascope.networks.given_weights import GivenWeights
from tetrascope.networks.keras_applications import KERAS_APPLICATIONS, KerasApplication, build_application
from tetrascope.networks.source import NetworkSource
from tetrascope.protocol.weights import WeightsSource

if TYPE_CHECKING:
    import keras

    from tetrascope.networks.network import Network


def keras_file(name: str) -> Path:
    """Where Keras keeps a file of weights that it has fetched, there or not; honours `KERAS_HOME`."""
    home = os.environ.get("KERAS_HOME") or Path.home() / ".keras"
    return Path(home) / "models" / name


@dataclass(frozen=True)
class KerasEntry(CatalogEntry):
    """A classifier of `keras.applications`."""

    application: KerasApplication
    """Which."""
    origin: ClassVar[WeightsSource] = "keras"

    @property
    def how_to_get(self) -> str:
        return f"tetrascope networks fetch {self.network_id}"

    def local_weights(self) -> Path | None:
        file = keras_file(self.application.file)
        return file if file.is_file() else None

    def fetch(self) -> Path:
        here = self.local_weights()
        if here is not None:
            return here
        import keras

        side = self.application.side
        try:
            getattr(keras.applications, self.application.constructor)(weights="imagenet", input_shape=(side, side, 3))
        except Exception as error:
            # Keras raises a bare Exception for a failed download.
            raise WeightsUnavailable(
                f"Expected to fetch {self.application.file} ({self.megabytes:.0f} MB), got: {error}",
                field="network_id",
                hint=self._without_network(),
            ) from error
        return keras_file(self.application.file)

    def _build(self) -> "keras.Model":
        return build_application(self.application)

    def _load_local(self, file: Path, *, fold: bool) -> "Network":
        """What is damaged counts as missing."""
        try:
            return self._load_file(file, "keras", fold=fold)
        except InvalidInput as error:
            raise WeightsUnavailable(
                error.message, field="network_id", hint=f"Delete {file}, then run: {self.how_to_get}"
            ) from error

    def _without_network(self) -> str:
        return (
            f"Bring {self.application.file} from a machine with a network, put it at "
            f"{keras_file(self.application.file)}, or start with --weights {self.network_id}=FILE."
        )


class KerasNetworks(NetworkSource):
    """Every classifier of `keras.applications`; see `NetworkSource`."""

    def __init__(self, given: GivenWeights) -> None:
        self._entries = [_entry(application, given) for application in KERAS_APPLICATIONS]

    def entries(self) -> Sequence[KerasEntry]:
        return self._entries


def _entry(application: KerasApplication, given: GivenWeights) -> KerasEntry:
    return KerasEntry(
        network_id=application.network_id,
        title=application.title,
        input_height=application.side,
        input_width=application.side,
        preprocessing=application.preprocessing,
        megabytes=application.megabytes,
        application=application,
        given=given,
    )
