"""Runs of lists of blocks that were edited, and that keep weights of others."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from tests.likeness import assert_alike
from tests.training.silent import Silent

from tetrascope.errors import Failed, InvalidInput, NotFound, TetrascopeError, TooLarge
from tetrascope.networks.blocks.model import build_model
from tetrascope.protocol.blocks import BlockList
from tetrascope.training.array_file import unpacked
from tetrascope.training.asked_blocks import asked_blocks
from tetrascope.training.defaults import make_recipe
from tetrascope.training.first_kernels import kernels_of
from tetrascope.training.first_weights import learned_from
from tetrascope.training.measures import EpochMeasure, Measure
from tetrascope.training.results import Results
from tetrascope.training.run_blocks import blocks_of_run, to_be_edited
from tetrascope.training.run_folder import RunFolder, RunsFolder
from tetrascope.training.run_summary import summary_of
from tetrascope.training.trained_networks import TrainedEntry, TrainedNetworks
from tetrascope.training.training_run import begin_run, train_run

pytestmark = pytest.mark.usefixtures("restored")
SOURCE: dict[str, Any] = {"start": "scratch", "side": 16, "epochs": 2, "batch": 6}


def never() -> bool:
    return False


def after(asked: int) -> Callable[[], bool]:
    """To be asked to stop the `asked`-th time that somebody looks."""
    looks = iter(range(10**9))
    return lambda: next(looks) >= asked


@pytest.fixture
def runs(tmp_path: Path) -> RunsFolder:
    return RunsFolder(tmp_path / "data" / "training")


def begin(
    runs: RunsFolder,
    classes: Path,
    name: str,
    *,
    blocks: BlockList | None = None,
    keep: str | None = None,
    changed_from: str | None = None,
    **more: Any,
) -> RunFolder:
    """As the command line does, see `tetrascope train`."""
    asked = asked_blocks(runs, 2, blocks=blocks, keep=keep, changed_from=changed_from)
    if asked is None:
        recipe = make_recipe(str(classes), False, **{**SOURCE, **more})
        return begin_run(runs, name, True, recipe, Silent(), never).folder
    options = {"epochs": 2, "batch": 6, **more}
    recipe = make_recipe(str(classes), False, blocks=asked.blocks, kept_from=asked.kept_from, **options)
    return begin_run(runs, name, True, recipe, Silent(), never, asked.changed_from).folder


def train(folder: RunFolder, stopping: Callable[[], bool] = never) -> Results | None:
    return train_run(folder, Silent(), stopping)


@pytest.fixture
def source(runs: RunsFolder, classes: Path) -> RunFolder:
    """A run of the network from scratch, two epochs long."""
    folder = begin(runs, classes, "source")
    train(folder)
    return folder


def curve(folder: RunFolder) -> list[Measure]:
    """The measures without the time."""
    return [each.model_copy(update={"seconds": 0.0}) for each in folder.measures()]


def weights(folder: RunFolder) -> dict[int, bytes]:
    return {epoch: folder.snapshot_file(epoch).read_bytes() for epoch in folder.snapshots()}


def edited(blocks: BlockList, *more: tuple[int, dict[str, Any]], **changes: dict[str, Any]) -> BlockList:
    """A list with settings of some blocks changed, and with more blocks before others."""
    found = [{**block.model_dump(), **changes.get(block.name, {})} for block in blocks.blocks]
    for place, block in more:
        found.insert(place, block)
    return BlockList.model_validate({**blocks.model_dump(), "blocks": found})


DROPOUT = {"kind": "dropout", "name": "dropout1", "rate": 0.3}


def wider(source: RunFolder) -> BlockList:
    return edited(blocks_of_run(source.read()), (-1, DROPOUT), block2_conv={"filters": 12})


def test_one_list_seed_and_kept_weights_make_one_curve(runs: RunsFolder, classes: Path, source: RunFolder) -> None:
    """Stopped again and again, and with the run gone whose weights it keeps, too."""
    blocks = wider(source)
    whole = begin(runs, classes, "whole", blocks=blocks, keep="source")
    assert train(whole) is not None
    again = begin(runs, classes, "again", blocks=blocks, keep="source@2")
    pieces = begin(runs, classes, "pieces", blocks=blocks, keep="source")
    other = begin(runs, classes, "other", blocks=blocks, keep="source@1")
    source.path.rename(source.path.with_name("gone"))
    assert train(again) is not None
    times = 0
    while train(pieces, after(22)) is None:  # reading looks twenty times
        times += 1
        assert times < 50
    assert times >= 2
    assert curve(again) == curve(pieces) == curve(whole)
    assert weights(again) == weights(pieces) == weights(whole)
    train(other)
    assert curve(other) != curve(whole)


def test_a_list_that_is_not_changed_begins_where_the_other_ended(
    runs: RunsFolder, classes: Path, source: RunFolder
) -> None:
    folder = begin(runs, classes, "more", keep="source")
    assert blocks_of_run(folder.read()) == blocks_of_run(source.read())
    train(folder)
    first = next(each for each in folder.measures() if isinstance(each, EpochMeasure))
    last = source.last_epoch()
    assert last is not None
    assert_alike(first.validation_loss, last.validation_loss)
    assert weights(folder)[0] == weights(source)[2]
    assert folder.read().notes[-1].startswith("Weights are kept from source@2: ")
    assert "anew" not in folder.read().notes[-1]
    entry = TrainedNetworks(runs).entry("more@0")
    assert isinstance(entry, TrainedEntry)
    assert entry.summary().warnings == [
        "This is the network before its first epoch: it knows what it has kept from source@2."
    ]


def test_weights_stay_where_they_fit_and_begin_as_the_seed_says_elsewhere(
    runs: RunsFolder, classes: Path, source: RunFolder
) -> None:
    blocks = wider(source)
    folder = begin(runs, classes, "wider", blocks=blocks, keep="source", seed=0)
    train(folder)
    found, fresh = build_model(blocks), build_model(blocks, 0)
    before = build_model(blocks_of_run(source.read()))
    found.set_weights(unpacked(weights(folder)[0])[0])
    before.set_weights(unpacked(weights(source)[2])[0])
    kept = {"block1_conv": True, "block1_norm": True, "block2_conv": False, "block2_norm": False, "logits": False}
    for name, stays in kept.items():
        expected = (before if stays else fresh).get_layer(name).get_weights()
        for one, other in zip(found.get_layer(name).get_weights(), expected, strict=True):
            np.testing.assert_array_equal(one, other)
    run = folder.read()
    numbers = sum(before.get_layer(name).count_params() for name, stays in kept.items() if stays)
    assert run.notes[-1] == (
        f"Weights are kept from source@2: {numbers:,} of {found.count_params():,} numbers. These blocks begin anew: "
        "block2_conv, block2_norm, logits."
    )
    assert run.changes == ["block2_conv: filters 32 → 12", "dropout1 added before logits"]
    told = to_be_edited(run)
    assert (told.changed_from, told.changes) == ("source@2", run.changes)
    summary = summary_of(folder)
    assert (summary.changed_from, summary.kept_from) == ("source", "source@2")
    assert (summary.own_blocks, summary.can_change) == (True, True)
    assert (summary_of(source).own_blocks, summary_of(source).kept_from) == (False, None)


def test_from_scratch_an_edit_leaves_the_other_blocks_beginnings(
    runs: RunsFolder, classes: Path, source: RunFolder
) -> None:
    folder = begin(runs, classes, "anew", blocks=wider(source), changed_from="source")
    train(folder)
    arrays, before = unpacked(weights(folder)[0])[0], unpacked(weights(source)[0])[0]
    for place in range(5):  # the first convolution with its normalisation
        np.testing.assert_array_equal(arrays[place], before[place])
    told = to_be_edited(folder.read())
    assert (told.changed_from, len(told.changes)) == ("source", 2)
    assert summary_of(folder).kept_from is None
    assert kernels_of(folder, 0).layer == "block1_conv"


def test_pictures_that_were_learned_from_before_are_told(runs: RunsFolder, classes: Path, source: RunFolder) -> None:
    same = begin(runs, classes, "same", keep="source")
    other = begin(runs, classes, "other", keep="source", seed=7)
    assert not any("put aside were learned from" in note for note in same.read().notes)
    learned = {each.digest for each in source.examples() if not each.validation}
    aside = [each.digest for each in other.examples() if each.validation]
    known = sum(digest in learned for digest in aside)
    assert known
    assert (
        other.read().notes[-1].startswith(f"{known} of the 4 pictures put aside were learned from by source@2, whose")
    )
    assert learned_from(other, 0) == learned
    assert learned_from(other, 1) == learned | {each.digest for each in other.examples() if not each.validation}
    train(other)
    third = begin(runs, classes, "third", keep="other", seed=9)
    assert learned_from(third, 0) == learned_from(other, 1)  # and so of the run before that


def test_a_run_from_before_there_were_lists_goes_on_along_its_curve(runs: RunsFolder, classes: Path) -> None:
    whole, old = begin(runs, classes, "whole"), begin(runs, classes, "old")
    train(whole)
    assert train(old, after(24)) is None
    file = old.path / "run.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    for name in ("blocks", "kept_from", "kept_identity"):
        del content["recipe"][name]
    for name in ("changed_from", "changes"):
        del content[name]
    file.write_text(json.dumps(content), encoding="utf-8")
    assert blocks_of_run(old.read()) == blocks_of_run(whole.read())
    assert train(old) is not None
    assert curve(old) == curve(whole)
    kept = begin(runs, classes, "kept", keep="old")
    assert kept.read().recipe.kept_from == "old@2"


def test_a_network_that_does_not_begin_with_a_convolution_shows_no_kernels(
    runs: RunsFolder, classes: Path, source: RunFolder
) -> None:
    first = {"kind": "normalisation", "name": "first"}
    folder = begin(runs, classes, "normalised", blocks=edited(blocks_of_run(source.read()), (0, first)), epochs=1)
    train(folder)
    with pytest.raises(
        InvalidInput, match="begins with a convolution, which reads the picture, got one in which 'first'"
    ):
        kernels_of(folder, 1)


EVERY_KIND = [
    {"kind": "depthwise", "name": "image", "kernel": 5},
    {"kind": "convolution", "name": "conv.a", "filters": 6, "stride": 2, "padding": "valid"},
    {"kind": "activation", "name": "leaky", "function": "leaky_relu"},
    {"kind": "pooling", "name": "average", "of": "average", "size": 3, "stride": 1, "padding": "same"},
    {"kind": "normalisation", "name": "norm"},
    {"kind": "dense", "name": "hidden", "units": 8},
    {"kind": "activation", "name": "gelu", "function": "gelu"},
    DROPOUT,
    {"kind": "dense", "name": "logits", "units": 2},
]


def test_a_network_of_every_kind_of_block_is_trained_and_looked_into(runs: RunsFolder, classes: Path) -> None:
    blocks = BlockList.model_validate({"height": 20, "width": 18, "channels": 3, "blocks": EVERY_KIND})
    folder = begin(runs, classes, "all", blocks=blocks, epochs=1)
    train(folder)
    entry = TrainedNetworks(runs).entry("all")
    assert entry is not None
    network = entry.load()
    assert [layer.name for layer in network.layers if layer.shown]
    pixels = np.random.default_rng(0).integers(0, 256, (3, 20, 18, 3), np.uint8)
    batch = network.input.prepare(pixels)
    saved = keras.models.load_model(folder.network_file)
    assert_alike(np.asarray(saved(batch)), np.asarray(network.model(batch)))


def test_a_damaged_beginning_is_told(runs: RunsFolder, classes: Path, source: RunFolder) -> None:
    folder = begin(runs, classes, "kept", keep="source")
    folder.first_file.write_bytes(folder.first_file.read_bytes()[:99])
    with pytest.raises(Failed, match="Expected the weights that a run begins with, got a damaged"):
        train(folder)
    source.snapshot_file(2).write_bytes(b"no weights")
    with pytest.raises(Failed, match="Expected the weights of source@2, got a damaged"):
        begin(runs, classes, "other", keep="source")
    assert runs.run("other") is None


@pytest.mark.parametrize(
    ("asked", "error", "field"),
    [
        ({"keep": "nothing"}, NotFound, "keep"),
        ({"keep": "source@9"}, NotFound, "keep"),
        ({"changed_from": "nothing"}, NotFound, "changed_from"),
        ({"changed_from": "source"}, InvalidInput, "changed_from"),
        ({"blocks": {"block1_conv": {"kernel": 31, "padding": "valid"}}}, InvalidInput, "blocks[0]"),
        ({"blocks": {"logits": {"units": 3}}}, InvalidInput, "blocks[8]"),
    ],
)
def test_what_cannot_be_is_refused_before_pictures_are_read(
    runs: RunsFolder, source: RunFolder, asked: dict[str, Any], error: type[TetrascopeError], field: str
) -> None:
    values = {"blocks": None, "keep": None, "changed_from": None, **asked}
    if values["blocks"] is not None:
        values["blocks"] = edited(blocks_of_run(source.read()), **values["blocks"])
    with pytest.raises(error) as caught:
        asked_blocks(runs, 2, **values)
    assert caught.value.field == field
    assert caught.value.message.startswith("Expected")


def test_bounds_of_what_is_trained(runs: RunsFolder, classes: Path, source: RunFolder) -> None:
    blocks = blocks_of_run(source.read())
    with pytest.raises(
        InvalidInput, match="Expected an input of 16 to 256 pixels a side, got a width of 300"
    ) as caught:
        asked_blocks(runs, 2, blocks=blocks.model_copy(update={"width": 300}), keep=None, changed_from=None)
    assert caught.value.field == "width"
    large = edited(blocks.model_copy(update={"height": 256, "width": 256}), block1_conv={"filters": 512})
    with pytest.raises(TooLarge, match="Expected a step of training that takes at most 8 GiB of memory") as refusal:
        make_recipe(str(classes), False, blocks=large, batch=64)
    assert refusal.value.field == "batch"
    for beside, field in (({"start": "efficientnet-lite0"}, "start"), ({"side": 32}, "input_size")):
        with pytest.raises(InvalidInput) as caught:
            make_recipe(str(classes), False, blocks=blocks, **beside)
        assert caught.value.field == field
