"""Fixtures that many tests share. Loading a network takes seconds, so each session loads it once."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import hypothesis
import numpy as np
import pytest
from numpy.typing import NDArray

from tetrascope.networks.device import configure_device

if TYPE_CHECKING:
    from tetrascope.networks.network import Network

configure_device()

# A developer's runs explore; in CI the same code always meets the same examples.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
hypothesis.settings.register_profile("explore", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "explore")


@pytest.fixture(scope="session")
def lite0() -> "Network":
    """EfficientNet-Lite0 with its ImageNet weights."""
    from tetrascope.networks.efficientnet_lite import load_efficientnet_lite
    from tetrascope.networks.lite_weights import LITE_FILES
    from tetrascope.networks.network import Network

    return Network(
        network_id="efficientnet-lite0",
        title="EfficientNet-Lite0",
        model=load_efficientnet_lite("lite0"),
        preprocessing="lite",
        weights_identity=LITE_FILES["lite0"].sha256,
        source="package",
        class_names="imagenet",
    )


@pytest.fixture(scope="session")
def chelsea() -> NDArray[np.uint8]:
    """A photo of a cat, (300, 451, 3) RGB."""
    from skimage.data import chelsea

    photo: NDArray[np.uint8] = chelsea()
    return photo


@pytest.fixture(scope="session")
def server() -> "Iterator[str]":
    """Address of a real server with default settings, in a process of its own, on a free port of 127.0.0.1."""
    from protocol.recorder.server import running_server

    with running_server() as address:
        yield address
