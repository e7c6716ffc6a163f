"""`tetrascope networks`."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Command

from tetrascope.networks.catalog import CATALOG


def test_every_network_is_listed_with_what_brings_it(
    tetrascope: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    outcome = tetrascope("networks")
    assert outcome.code == 0
    assert "efficientnet-lite0 *" in outcome.out
    for network_id in CATALOG:
        assert network_id in outcome.out
    assert "tetrascope networks fetch vgg16" in outcome.out


def test_json_says_the_same(tetrascope: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    networks = {network["network_id"]: network for network in json.loads(tetrascope("networks", "--json").out)}
    assert list(networks) == list(CATALOG)
    assert networks["efficientnet-lite0"]["default"] is True
    assert networks["efficientnet-lite0"]["weights"]["source"] == "package"
    assert networks["vgg16"]["weights"]["available"] is False


def test_random_weights_stand_in(tetrascope: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    networks = json.loads(tetrascope("networks", "--random-weights", "--json").out)
    sources = {network["network_id"]: network["weights"]["source"] for network in networks}
    assert sources["vgg16"] == "random"
    assert sources["efficientnet-lite0"] == "package"


def test_a_network_shows_its_layers(tetrascope: Command) -> None:
    outcome = tetrascope("networks", "show", "efficientnet-lite0")
    assert outcome.code == 0
    first = next(line.split() for line in outcome.out.splitlines() if "stem_conv" in line)
    assert first == ["stem_conv", "convolution", "112", "x", "112", "x", "32", "yes", "Stem"]


def test_layers_as_json_come_with_their_geometry(tetrascope: Command) -> None:
    answer = json.loads(tetrascope("networks", "show", "efficientnet-lite0", "--json").out)
    assert answer["layers"][0]["name"] == "stem_conv"
    assert answer["stages"][0]["edges"] == []
    assert answer["parameters"] > 4_000_000


def test_weights_that_are_here_are_not_fetched(tetrascope: Command) -> None:
    outcome = tetrascope("networks", "fetch", "efficientnet-lite0")
    assert (outcome.code, outcome.err) == (0, "")
    assert "are here" in outcome.out


def test_an_unknown_network_is_told_with_its_likely_name(tetrascope: Command) -> None:
    outcome = tetrascope("networks", "show", "vgg61")
    assert outcome.code == 2
    assert outcome.err.startswith("tetrascope: error: argument ID: Expected a network of the catalog, got 'vgg61'.")
    assert "vgg16" in outcome.err


@pytest.mark.parametrize("arguments", [[], ["--json"], ["show", "efficientnet-lite0"]])
def test_a_closed_output_ends_it_quietly(
    tetrascope: Command, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr("sys.stdout", None)
    outcome = tetrascope("networks", *arguments)
    assert (outcome.code, outcome.err) == (1, "")


def test_weights_name_their_network(tetrascope: Command) -> None:
    outcome = tetrascope("networks", "--weights", "somewhere")
    assert outcome.code == 2
    assert outcome.err == "tetrascope: error: argument --weights: Expected NETWORK=FILE, got 'somewhere'.\n"


def test_a_model_of_ones_own_shows_what_its_output_means(tetrascope: Command, tmp_path: Path) -> None:
    import keras

    image = keras.Input((16, 16, 3))
    x = keras.layers.Flatten()(keras.layers.Conv2D(2, 3, name="only")(keras.layers.Rescaling(1 / 255)(image)))
    keras.Model(image, keras.layers.Dense(1, activation="sigmoid")(x)).save(tmp_path / "mine.keras")
    outcome = tetrascope("networks", "show", "--model", tmp_path / "mine.keras")
    assert outcome.code == 0, outcome.err
    assert "mine, 16 x 16" in outcome.out
    assert "Output: Two classes" in outcome.out
    assert "only" in outcome.out
    answer = json.loads(tetrascope("networks", "show", "--model", tmp_path / "mine.keras", "--json").out)
    assert (answer["class_count"], answer["output"]["kind"]) == (2, "exclusive")
    as_logits = tetrascope("networks", "show", "--model", tmp_path / "mine.keras", "--output", "logits")
    assert "Output: As --output logits says" in as_logits.out
    assert "warning: The numbers look like probabilities" in as_logits.err


def test_code_of_ones_own_is_run_with_a_warning(tetrascope: Command, tmp_path: Path) -> None:
    import keras

    from tetrascope.networks.own_code import read_own_code

    code = tmp_path / "layers_of_mine.py"
    code.write_text("import keras\nclass Mine(keras.layers.Layer):\n    def call(self, x):\n        return x\n")
    image = keras.Input((16, 16, 3))
    x = keras.layers.Conv2D(2, 3)(read_own_code(code).objects["Mine"]()(keras.layers.Rescaling(1 / 255)(image)))
    keras.Model(image, keras.layers.Dense(3)(keras.layers.Flatten()(x))).save(tmp_path / "mine.keras")
    model = ("networks", "show", "--model", tmp_path / "mine.keras")
    refused = tetrascope(*model)
    assert refused.code == 1
    assert "--custom-objects layers.py" in refused.err
    outcome = tetrascope(*model, "--custom-objects", code)
    assert outcome.code == 0, outcome.err
    assert f"warning: the code in {code} is run, with all your rights" in outcome.err
    missing = tetrascope(*model, "--custom-objects", tmp_path / "nothing.py")
    assert missing.code == 2
    assert "argument --custom-objects: Expected a file" in missing.err


@pytest.mark.parametrize("arguments", [[], ["vgg16", "--model", "mine.keras"]])
def test_one_network_is_shown(tetrascope: Command, arguments: list[str]) -> None:
    outcome = tetrascope("networks", "show", *arguments)
    assert outcome.code == 2
    assert "Expected either a network's ID or --model FILE." in outcome.err
