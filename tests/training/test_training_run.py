"""Runs of a small network on small pictures, in this process."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from tests.likeness import assert_alike
from tests.training.silent import Silent

from tetrascope.errors import Busy, Failed, InvalidInput
from tetrascope.training.array_file import unpacked
from tetrascope.training.defaults import make_recipe
from tetrascope.training.measures import EpochMeasure, Measure
from tetrascope.training.recipe_input import input_of_recipe
from tetrascope.training.results import Results, losses_of
from tetrascope.training.run_folder import RunFolder, RunsFolder
from tetrascope.training.run_report import report_error
from tetrascope.training.run_summary import summary_of
from tetrascope.training.training_run import begin_run, train_run
from tetrascope.training.watcher import Stopped

pytestmark = pytest.mark.usefixtures("restored")


def never() -> bool:
    return False


def after(asked: int) -> Callable[[], bool]:
    """To be asked to stop the `asked`-th time that somebody looks."""
    looks = iter(range(10**9))
    return lambda: next(looks) >= asked


@pytest.fixture
def runs(tmp_path: Path) -> RunsFolder:
    return RunsFolder(tmp_path / "data" / "training")


def begin(runs: RunsFolder, classes: Path, **more: Any) -> RunFolder:
    recipe = make_recipe(str(classes), False, **{"start": "scratch", "side": 16, "epochs": 3, "batch": 6, **more})
    return begin_run(runs, "stripes", False, recipe, Silent(), never).folder


def train(folder: RunFolder, stopping: Callable[[], bool] = never, epochs: int | None = None) -> Results | None:
    return train_run(folder, Silent(), stopping, epochs=epochs)


def curve(folder: RunFolder) -> list[Measure]:
    """The measures without the time."""
    return [each.model_copy(update={"seconds": 0.0}) for each in folder.measures()]


def weights(folder: RunFolder) -> dict[int, bytes]:
    return {epoch: folder.snapshot_file(epoch).read_bytes() for epoch in folder.snapshots()}


def test_a_run_learns_and_says_how_well(runs: RunsFolder, classes: Path) -> None:
    folder = begin(runs, classes, epochs=8)
    run = folder.read()
    assert (run.training, run.validation, run.steps) == (16, 4, 3)
    assert folder.state() == "stopped"
    results = train(folder)
    assert folder.state() == "finished"
    assert results is not None
    assert folder.results() == results
    epochs = [each for each in folder.measures() if isinstance(each, EpochMeasure)]
    assert [each.epoch for each in epochs] == list(range(9))
    assert folder.snapshots() == list(range(9))
    assert epochs[0].loss is None
    assert epochs[-1].loss is not None
    assert epochs[1].loss is not None
    assert epochs[-1].loss < epochs[1].loss / 2

    # What is told is what the saved network answers to the pictures that were put aside.
    model = keras.models.load_model(folder.network_file)
    examples = [each for each in folder.examples() if each.validation]
    labels = np.array([each.label for each in examples], np.int32)
    network_input = input_of_recipe(run.recipe)
    pictures = np.stack([network_input.picture(photo(classes / each.name)).pixels for each in examples])
    logits = np.asarray(model(network_input.prepare(pictures)))
    assert_alike(results.loss, float(losses_of(logits, labels).mean()))
    assert results.accuracy == (logits.argmax(axis=1) == labels).mean()
    assert sum(map(sum, results.confusion)) == 4
    assert [each.examples for each in results.classes] == [2, 2]
    assert sorted(each.name for each in results.worst) == sorted(each.name for each in examples)
    assert results.worst[0].loss == max(each.loss for each in results.worst)


def photo(file: Path) -> np.ndarray[Any, np.dtype[np.uint8]]:
    from tetrascope.photos.photo import decode_photo

    return decode_photo(file.read_bytes(), max_pixels=10**6)


def test_a_run_that_stops_anywhere_goes_on_along_the_same_curve(runs: RunsFolder, classes: Path) -> None:
    whole = begin(runs, classes)
    assert train(whole) is not None
    pieces = begin(runs, classes)
    assert pieces.name == "stripes-2"
    times = 0
    while train(pieces, after(24)) is None:  # reading looks twenty times
        times += 1
        assert times < 50
    assert times >= 2
    assert curve(pieces) == curve(whole)
    assert weights(pieces) == weights(whole)

    # Longer from the beginning on, or later on, is the same.
    longer = begin(runs, classes, epochs=4)
    assert train(longer) is not None
    assert train(whole, epochs=4) is not None
    assert curve(whole) == curve(longer)
    assert weights(whole) == weights(longer)


def test_a_seed_decides_and_another_decides_otherwise(runs: RunsFolder, classes: Path) -> None:
    curves = []
    for seed in (5, 5, 6):
        folder = begin(runs, classes, seed=seed, epochs=1)
        train(folder)
        curves.append(curve(folder))
    assert curves[0] == curves[1] != curves[2]


def test_asked_to_stop_while_it_reads_it_leaves_nothing_behind(runs: RunsFolder, classes: Path) -> None:
    recipe = make_recipe(str(classes), False, start="scratch", side=16)
    with pytest.raises(Stopped):
        begin_run(runs, "stripes", False, recipe, Silent(), after(5))
    assert runs.runs() == []


def test_other_pictures_are_not_gone_on_with(runs: RunsFolder, classes: Path) -> None:
    folder = begin(runs, classes)
    assert train(folder, after(24)) is None
    (classes / "rows/00.png").rename(classes / "rows/zero.png")
    shutil.copy(classes / "columns/01.png", classes / "columns/02.png")
    words = r"1 missing \(rows/00.png\); 1 new \(rows/zero.png\); 1 changed \(columns/02.png\)"
    with pytest.raises(InvalidInput, match=words) as refusal:
        train(folder)
    assert "train anew" in str(refusal.value.hint)


def test_a_run_is_trained_by_one_at_a_time(runs: RunsFolder, classes: Path) -> None:
    folder = begin(runs, classes)
    with folder.training():
        assert folder.state() == "running"
        with pytest.raises(Busy, match="another process trains now"):
            train(RunFolder(folder.path))
    assert folder.state() == "stopped"


def test_a_folder_that_cannot_be_written_is_told(runs: RunsFolder, classes: Path) -> None:
    folder = begin(runs, classes)
    (folder.path / "lock").mkdir()  # no lock can be taken there
    with pytest.raises(Failed, match="Expected a run's folder that can be written"):
        train(folder)
    assert folder.state() == "stopped"


def test_epochs_that_are_over_are_not_taken_back(runs: RunsFolder, classes: Path) -> None:
    folder = begin(runs, classes, epochs=2)
    train(folder)
    with pytest.raises(InvalidInput, match="Expected more epochs than the run has behind it"):
        train(folder, epochs=1)
    assert folder.state() == "finished"


@pytest.mark.parametrize("name", ["run.json", "examples.json", "state.npz"])
def test_a_damaged_file_is_told(name: str, runs: RunsFolder, classes: Path) -> None:
    folder = begin(runs, classes, epochs=1)
    train(folder)
    file = folder.path / name
    file.write_bytes(file.read_bytes()[:50])
    with pytest.raises(Failed, match=f"damaged .*{name}"):
        train(folder, epochs=2)


def test_a_run_of_another_form_is_told(runs: RunsFolder, classes: Path) -> None:
    folder = begin(runs, classes)
    file = folder.path / "run.json"
    file.write_text(json.dumps({**json.loads(file.read_text(encoding="utf-8")), "form": 99}), encoding="utf-8")
    with pytest.raises(Failed, match="Expected a run of form 1"):
        folder.read()


def test_a_loss_that_is_no_number_ends_it(runs: RunsFolder, classes: Path) -> None:
    folder = begin(runs, classes)
    train(folder, after(24))
    content = unpacked(folder.state_file.read_bytes())
    from tetrascope.training.array_file import packed

    arrays = [np.full_like(each, np.nan) if each.dtype == np.float32 else each for each in content[0]]
    folder.state_file.write_bytes(packed(arrays, **content[1]))
    with pytest.raises(Failed, match="Expected a loss that is a number, got nan") as failure:
        train(folder)
    assert failure.value.hint == "Train anew with smaller steps: --learning-rate"


def test_whoever_can_write_into_its_folder_can_stop_a_run(runs: RunsFolder, classes: Path) -> None:
    folder = begin(runs, classes)
    folder.ask_to_stop()  # before it is trained: forgotten

    def look() -> bool:
        if folder.measures_file.exists():
            folder.ask_to_stop()
        return False

    assert train(folder, look) is None
    assert folder.state() == "stopped"
    assert 0 < len(folder.measures()) < 8
    assert train(folder) is not None


def test_why_an_earlier_process_ended_is_forgotten_once_another_trains_it(runs: RunsFolder, classes: Path) -> None:
    folder = begin(runs, classes)
    folder.report_file.parent.mkdir()
    report_error(folder.report_file, Failed("Expected room on the disk, got none."))
    with pytest.raises(InvalidInput):
        train(folder, epochs=2000)
    assert train(folder, after(0)) is None, "it has not been trained"
    assert summary_of(folder).problem == "Expected room on the disk, got none."
    assert train(folder, after(len(folder.examples()) + 3)) is None
    assert (summary_of(folder).state, summary_of(folder).problem) == ("stopped", None)
