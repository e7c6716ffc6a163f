"""An entry of the catalog. Light to import, like the catalog itself."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tetrascope.networks.keras_applications import KerasApplication

if TYPE_CHECKING:
    from tetrascope.networks.network_input import NetworkInput
    from tetrascope.networks.preprocessing import PreprocessingName


@dataclass(frozen=True)
class CatalogEntry:
    """What is known of a network before it is built."""

    network_id: str
    """The name by which a request asks for it."""
    title: str
    """Its name for a person."""
    input_height: int
    """Rows of its input, in pixels."""
    input_width: int
    """Columns of its input, in pixels."""
    class_count: int
    """Number of classes."""
    preprocessing: "PreprocessingName"
    """How its training scaled pixels."""
    megabytes: float
    """About the size of its weights in 10^6 bytes."""
    variant: Literal["lite0", "lite1", "lite2", ""] = ""
    """Which EfficientNet-Lite; empty for a network of Keras."""
    application: KerasApplication | None = None
    """Which network of Keras."""

    @property
    def input(self) -> "NetworkInput":
        """What goes into it."""
        from tetrascope.networks.network_input import NetworkInput
        from tetrascope.networks.preprocessing import PREPROCESSINGS

        return NetworkInput(self.input_height, self.input_width, preprocessing=PREPROCESSINGS[self.preprocessing])
