"""Fixtures that many tests share, and the markers. Loading a network takes seconds, so each session loads it once."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.needs import MARKERS, BeforeKeras, needs_of, needs_of_file

from tetrascope.data_folder import DATA_VARIABLE

if TYPE_CHECKING:
    from xdist.scheduler import LoadScopeScheduling

    from tetrascope.networks.network import Network

UNITY = "tests/unity/"

# A developer's runs explore; in CI the same code always meets the same examples.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
hypothesis.settings.register_profile("explore", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "explore")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fast", action="store_true", help="only tests that need no network, process or browser")


def pytest_configure(config: pytest.Config) -> None:
    # Networks that this person has trained are not these tests' affair.
    folder = tempfile.TemporaryDirectory(prefix="tetrascope-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    os.environ[DATA_VARIABLE] = folder.name
    for marker in MARKERS:
        config.addinivalue_line("markers", f"{marker}: see tests/needs.py")
    sys.meta_path.insert(0, BeforeKeras(forbidden=config.getoption("fast")))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """With `--fast`, what all tests of a file need keeps it from being imported."""
    return True if config.getoption("fast") and needs_of_file(collection_path) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for need in needs_of(item):
            item.add_marker(need)
    # The longest group first; the others stay by folders, which share a server and a browser.
    items.sort(key=lambda item: _group(item.nodeid) != UNITY)
    if config.getoption("fast"):
        slow = [item for item in items if needs_of(item)]
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if not needs_of(item)]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> "LoadScopeScheduling":
    """What one worker runs together: a file, whose fixtures take seconds; all of the Unity client, compiled once."""
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
        def _split_scope(self, nodeid: str) -> str:
            return _group(nodeid)

    config.option.loadscopereorder = False
    return ByGroup(config, log)


def _group(nodeid: str) -> str:
    return UNITY if nodeid.startswith(UNITY) else nodeid.partition("::")[0]


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


@pytest.fixture
def restored() -> Iterator[None]:
    """Undoes `compute_deterministically`, which training calls and TensorFlow means to be for good: other tests of this
    process are given back what they had."""
    yield
    from tensorflow.python.framework.config import disable_op_determinism

    disable_op_determinism()


@pytest.fixture(scope="session")
def server() -> "Iterator[str]":
    """Address of a real server with default settings, in a process of its own, on a free port of 127.0.0.1."""
    from protocol.recorder.server import running_server

    with running_server() as address:
        yield address
