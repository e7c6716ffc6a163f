"""What is measured: a network, a photo and what shows through a mask."""

from dataclasses import dataclass

import keras
import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.fills import fill_image
from tetrascope.networks.catalog import find_entry
from tetrascope.networks.given_weights import GivenWeights
from tetrascope.networks.network import Network
from tetrascope.photos.photo import decode_photo
from tetrascope.photos.samples import SAMPLES
from tetrascope.protocol.fills import Fill

MAX_PIXELS = 40_000_000
"""Of the sample photo, at most."""


@dataclass(frozen=True)
class Subject:
    """A network in two forms, and an image to classify."""

    plain: Network
    """As Keras builds it."""
    folded: Network
    """With normalisations folded into convolutions, as Tetrascope uses it; `plain` where there is nothing to fold."""
    image: NDArray[np.uint8]
    """(h, w, 3) RGB of the input's size."""
    fill: NDArray[np.uint8]
    """(h, w, 3), what shows through a mask."""


def load_subject(network_id: str, given: GivenWeights, fill: Fill) -> Subject:
    """The network and the first sample photo; errors as of `CatalogEntry.load`."""
    plain, image = load_plain(network_id, given)
    folded = find_entry(network_id, given).load() if _has_normalisation(plain) else plain
    return Subject(plain, folded, image, fill_image(image, fill))


def load_plain(network_id: str, given: GivenWeights) -> tuple[Network, NDArray[np.uint8]]:
    """The network as Keras builds it, and the photo at its input's size, (h, w, 3); errors as of `load_subject`."""
    network = find_entry(network_id, given).load(fold=False)
    return network, network.picture(decode_photo(sample_photo(), max_pixels=MAX_PIXELS))


def sample_photo() -> bytes:
    """An encoded photo that comes with the installation."""
    return SAMPLES[0].read()


def _has_normalisation(network: Network) -> bool:
    return any(isinstance(layer, keras.layers.BatchNormalization) for layer in network.model.layers)
