"""Trained networks among the others, each as it was after any epoch."""

import asyncio
from pathlib import Path

import numpy as np
import pytest
from tests.likeness import assert_alike
from tests.training.pictures import draw_classes

from tetrascope.engine.build import build_engine
from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import InvalidInput, NotFound
from tetrascope.protocol.operations.layers import LayersRequest, Predictions
from tetrascope.training.array_file import packed
from tetrascope.training.defaults import make_recipe
from tetrascope.training.run_folder import RunFolder, RunsFolder
from tetrascope.training.trained_networks import TrainedNetworks
from tetrascope.training.training_run import begin_run, train_run


class Silent:
    def show(self, stage: str, done: int = 0, total: int = 0, seconds_left: float | None = None) -> None:
        pass

    def note(self, words: str) -> None:
        pass


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> RunsFolder:
    """Three runs of two epochs: `stripes` from scratch, `head` on EfficientNet-Lite0, `raw` not begun."""
    from tensorflow.python.framework.config import disable_op_determinism

    folder = draw_classes(tmp_path_factory.mktemp("data") / "stripes", each=6)
    runs = RunsFolder(tmp_path_factory.mktemp("runs") / "training")
    for name, start, epochs in (("raw", "scratch", 0), ("stripes", "scratch", 2), ("head", "efficientnet-lite0", 2)):
        recipe = make_recipe(
            str(folder), False, start=start, side=16 if start == "scratch" else None, fit="squash", epochs=2
        )
        begun = begin_run(runs, name, True, recipe, Silent(), lambda: False)
        if epochs:
            train_run(begun.folder, Silent(), lambda: False, begun.material)
    disable_op_determinism()
    return runs


def test_runs_that_have_learned_are_listed_the_newest_first(trained: RunsFolder) -> None:
    entries = TrainedNetworks(trained).entries()
    assert [(each.network_id, each.title) for each in entries] == [("head", "head"), ("stripes", "stripes")]
    summary = entries[1].summary()
    assert (summary.input_height, summary.fit, summary.class_count) == (16, "squash", 2)
    assert summary.weights.available
    assert summary.warnings == []


@pytest.mark.parametrize("name", ["stripes", "head"])
def test_its_answers_are_those_that_it_was_measured_by(name: str, trained: RunsFolder) -> None:
    folder = trained.require(name)
    run, results = folder.read(), folder.results()
    assert results is not None
    entry = TrainedNetworks(trained).entry(name)
    assert entry is not None
    network = entry.load()
    assert [network.class_name(index) for index in range(2)] == ["columns", "rows"]
    assert network.pooled_head is not None
    photos = {each.name: Path(run.recipe.data) / each.name for each in results.worst}
    pictures = np.stack([network.picture(read(file)) for file in photos.values()])
    probabilities = network.answers.probabilities(network.logits(pictures))
    assert_alike(
        [each.probability for each in results.worst],
        [float(row[each.label]) for row, each in zip(probabilities, results.worst, strict=True)],
    )


def read(file: Path) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    from tetrascope.photos.photo import decode_photo

    return decode_photo(file.read_bytes(), max_pixels=10**6)


def test_every_epoch_is_a_network_of_its_own(trained: RunsFolder) -> None:
    networks = TrainedNetworks(trained)
    kernels = []
    for epoch in range(3):
        entry = networks.entry(f"stripes@{epoch}")
        assert entry is not None
        assert entry.title == f"stripes after epoch {epoch}"
        network = entry.load()
        assert network.warnings == (
            [] if epoch else ["This is the network before its first epoch: it has learned nothing yet."]
        )
        kernels.append(network.weights_identity)
    assert len(set(kernels)) == 3
    last = networks.entry("stripes")
    assert last is not None
    assert last.load().weights_identity == kernels[2]


@pytest.mark.parametrize("name", ["stripes@3", "stripes@", "stripes@x", "stripes@-1", "stripes@" + "9" * 99])
def test_epochs_that_are_not_kept_are_told(name: str, trained: RunsFolder) -> None:
    with pytest.raises(NotFound, match="Expected an epoch of 'stripes' whose weights are kept") as refusal:
        TrainedNetworks(trained).entry(name)
    assert refusal.value.hint == "Kept are those of epochs 0, 1, 2; for example: stripes@2"


@pytest.mark.parametrize("name", ["", "gone", "gone@1", "../stripes", "stripes/../head", "/", ".", "@", "vgg16"])
def test_what_is_no_run_is_none(name: str, trained: RunsFolder) -> None:
    assert TrainedNetworks(trained).entry(name) is None


def test_a_run_that_has_not_begun_says_how_to_begin(trained: RunsFolder) -> None:
    with pytest.raises(NotFound) as refusal:
        TrainedNetworks(trained).entry("raw")
    assert refusal.value.hint == "It has not begun to learn: tetrascope train --resume raw"


def test_a_server_answers_by_any_epoch_and_sees_what_comes_later(trained: RunsFolder, tmp_path: Path) -> None:
    """One engine, begun before the run's last epoch was there."""
    runs = RunsFolder(tmp_path / "training")
    source, folder = trained.require("stripes"), RunFolder(runs.path / "stripes")
    folder.make()
    (folder.path / "run.json").write_bytes((source.path / "run.json").read_bytes())

    def arrives(epoch: int) -> None:
        folder.snapshot_file(epoch).write_bytes(source.snapshot_file(epoch).read_bytes())

    picture = next((Path(source.read().recipe.data) / "rows").iterdir()).read_bytes()

    async def ask() -> dict[str, float]:
        arrives(0)
        engine = build_engine(EngineSettings(network_sources=[TrainedNetworks(runs)], default_network="stripes@0"))
        await engine.start()
        listed, found = [], {}
        image = await engine.add_image(picture)

        async def probability(network_id: str) -> float:
            request = LayersRequest(image_id=image.image_id, network_id=network_id)
            parts = [event async for event in engine.run(request)]
            predictions = next(part for part in parts if isinstance(part, Predictions))
            return next(each.probability for each in predictions.classes if each.label.name == "rows")

        try:
            listed.append([(each.network_id, each.default) for each in await engine.networks()])
            for epoch in (1, 2):
                arrives(epoch)
                listed.append([(each.network_id, each.default) for each in await engine.networks()])
                found[f"after {epoch}"] = await probability("stripes")
            for epoch in (0, 1):
                found[f"@{epoch}"] = await probability(f"stripes@{epoch}")
            description = await engine.network("stripes@1")
            assert description.summary.title == "stripes after epoch 1"
            assert [layer.name for layer in description.layers if layer.shown] == ["block1_conv", "block2_conv"]
        finally:
            await engine.close()
        begun_with = ("stripes@0", True)
        assert listed == [[begun_with], [begun_with, ("stripes", False)], [begun_with, ("stripes", False)]]
        return found

    found = asyncio.run(ask())
    assert found["after 1"] == found["@1"]
    assert len({found["@0"], found["@1"], found["after 2"]}) == 3


def test_damaged_weights_are_told(trained: RunsFolder, tmp_path: Path) -> None:
    runs = RunsFolder(tmp_path / "training")
    source, folder = trained.require("stripes"), RunFolder(runs.path / "stripes")
    folder.make()
    (folder.path / "run.json").write_bytes((source.path / "run.json").read_bytes())
    for epoch, content in ((1, source.snapshot_file(1).read_bytes()[:200]), (2, packed([np.zeros(3)]))):
        folder.snapshot_file(epoch).write_bytes(content)
        entry = TrainedNetworks(runs).entry(f"stripes@{epoch}")
        assert entry is not None
        with pytest.raises(InvalidInput, match=rf"Expected the weights of stripes after epoch {epoch}, got a damaged"):
            entry.load()
