"""`tetrascope blocks`, and `tetrascope train` with a list."""

import json
from pathlib import Path
from typing import Any

import keras
import pytest
from keras import layers
from tests.cli.conftest import Command
from tests.training.pictures import draw_classes

from tetrascope.networks.blocks.block_list import read_block_list
from tetrascope.training.run_folder import RunFolder, RunsFolder

pytestmark = pytest.mark.usefixtures("runs")


def rows(out: str) -> dict[str, str]:
    """Lines of the table by their first word."""
    return {line.split()[0]: line for line in out.splitlines() if line.strip()}


def test_the_list_that_data_are_learned_with_from_scratch(tetrascope: Command, tmp_path: Path) -> None:
    outcome = tetrascope("blocks", "digits", "--classes", 10)
    assert outcome.code == 0, outcome.err
    table = {name: " ".join(line.split()) for name, line in rows(outcome.out).items()}
    assert table["block1_conv"].endswith("convolution, 16 filters, 3 x 3, same, no bias 32 x 32 x 16 144 147,456 3 x 3")
    assert table["logits"] == "logits dense, 10 units 10 650 640 32 x 32"
    written = tetrascope("blocks", "digits", "--json")
    assert read_block_list(written.out).blocks[-1].name == "logits"
    few = tetrascope("blocks", draw_classes(tmp_path / "stripes"), "--json")
    assert json.loads(few.out)["blocks"][-1]["units"] == 2


@pytest.mark.usefixtures("restored")
def test_a_list_is_edited_checked_trained_and_told(tetrascope: Command, tmp_path: Path, runs: RunsFolder) -> None:
    classes = draw_classes(tmp_path / "stripes")
    common = ("--epochs", 1, "--batch", 8)
    assert tetrascope("train", classes, "--from", "scratch", "--size", 16, *common).code == 0
    mine = tmp_path / "mine.json"
    edited = json.loads(tetrascope("blocks", "stripes", "--json").out)
    edited["blocks"][4]["filters"] = 40
    mine.write_text(json.dumps(edited), encoding="utf-8")

    outcome = tetrascope("blocks", mine, "--classes", 2, "--keep", "stripes")
    assert outcome.code == 0, outcome.err
    assert "kept" in rows(outcome.out)["block1_conv"]
    assert "anew: It had 32 filters, and has 40." in " ".join(outcome.out.split())
    assert "of the parameters are kept from stripes@1" in outcome.out

    outcome = tetrascope("train", classes, "--network", mine, "--keep", "stripes", "--name", "wider", *common)
    assert outcome.code == 0, outcome.err
    assert "note: Weights are kept from stripes@1: " in outcome.err
    run = RunFolder(runs.path / "wider").read()
    assert (run.changed_from, run.recipe.kept_from) == ("stripes", "stripes@1")
    assert mine.exists()  # it is a person's own
    assert "Changed from stripes@1: block2_conv: filters 32 → 40" in tetrascope("blocks", "wider").out

    # Gone on with on other data: the last block has as many units as there are classes.
    three = draw_classes(tmp_path / "three", classes=("rows", "columns", "plain"))
    outcome = tetrascope("train", three, "--keep", "wider", *common)
    assert outcome.code == 0, outcome.err
    assert "These blocks begin anew: logits." in outcome.err
    assert json.loads(tetrascope("blocks", "three", "--json").out)["blocks"][-1]["units"] == 3


def test_what_does_not_fit_is_said_and_ends_with_1(tetrascope: Command, tmp_path: Path) -> None:
    network = json.loads(tetrascope("blocks", "digits", "--json").out)
    network["blocks"][0]["kernel"], network["blocks"][0]["padding"] = 31, "valid"
    network["blocks"][4]["kernel"], network["blocks"][4]["padding"] = 5, "valid"
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(network), encoding="utf-8")
    outcome = tetrascope("blocks", file)
    assert outcome.code == 1
    assert "does not fit" in rows(outcome.out)["block2_conv"]
    assert outcome.err.startswith("It cannot be trained. block2_conv: Its window of 5 pixels is larger than the 1 that")
    refused = tetrascope("train", "digits", "--network", file)
    assert refused.code == 1
    assert "argument --network: Expected blocks that fit each other, got 'block2_conv', number 5" in refused.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["blocks", "nothing"], 2, "argument WHAT: Expected"),
        (["blocks", "nothing.json"], 1, "which is not there"),
        (["blocks", "digits", "--classes", "1"], 2, "from 2 to 1000"),
        (["blocks", "digits", "--keep", "nothing"], 2, "argument --keep: Expected the name of a run"),
        (["blocks", "efficientnet-lite0"], 1, "Expected a network that is a chain of blocks"),
        (["train", "digits", "--network", "nothing.json"], 1, "argument --network: Expected a file with a list"),
        (["train", "digits", "--keep", "nothing"], 2, "argument --keep: Expected the name of a run"),
        (["train", "--resume", "nothing", "--keep", "nothing"], 2, "Expected --resume without --keep"),
    ],
)
def test_what_cannot_be(tetrascope: Command, arguments: list[str], code: int, words: str) -> None:
    outcome = tetrascope(*arguments)
    assert (outcome.code, outcome.out) == (code, ""), outcome.err
    assert words in outcome.err


def test_a_list_beside_a_head_or_a_size_is_refused(tetrascope: Command, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text(tetrascope("blocks", "digits", "--json").out, encoding="utf-8")
    head = tetrascope("train", "digits", "--network", file, "--from", "efficientnet-lite0")
    assert (head.code, "argument --from: Expected blocks of a network from scratch" in head.err) == (2, True), head.err
    size = tetrascope("train", "digits", "--network", file, "--size", 48)
    assert (size.code, "argument --size: Expected no size beside blocks" in size.err) == (2, True), size.err


def chain(**more: Any) -> keras.Model:
    image = keras.Input((24, 24, 3))
    x = layers.Rescaling(1 / 255)(image)
    x = layers.Conv2D(6, 3, activation="relu", name="first")(x)
    x = layers.Flatten()(layers.MaxPooling2D(name="pool")(x))
    return keras.Model(image, layers.Dense(4, activation="softmax", name="classes", **more)(x))


def test_a_file_of_keras_that_is_a_chain_has_a_list(tetrascope: Command, tmp_path: Path) -> None:
    file = tmp_path / "mine.keras"
    chain().save(file)
    outcome = tetrascope("blocks", file, "--classes", 4)
    assert outcome.code == 0, outcome.err
    assert list(rows(outcome.out))[3:7] == ["first", "first_activation", "pool", "classes"]
    (tmp_path / "torn.keras").write_bytes(b"no model")
    assert tetrascope("blocks", tmp_path / "torn.keras").code == 1


def test_vgg16_is_a_chain_too_large_to_be_trained_here(tetrascope: Command) -> None:
    outcome = tetrascope("blocks", "vgg16")
    assert outcome.code == 1
    assert "It cannot be trained. fc1: With it the network has 117,479,232 parameters" in outcome.err
    network = json.loads(tetrascope("blocks", "vgg16", "--json").out)
    assert network["blocks"][-1] == {"kind": "dense", "name": "predictions", "units": 1000, "bias": True}
