"""`tetrascope train`."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Command
from tests.patience import PATIENCE_S, eventually
from tests.training.pictures import draw_classes

import tetrascope as package
from tetrascope.training.measures import Measure, StepMeasure
from tetrascope.training.run_folder import RunFolder, RunsFolder

pytestmark = pytest.mark.usefixtures("runs")


def steps(folder: RunFolder) -> int:
    return sum(isinstance(each, StepMeasure) for each in folder.measures())


def curve(folder: RunFolder) -> list[Measure]:
    """The measures without the time."""
    return [each.model_copy(update={"seconds": 0.0}) for each in folder.measures()]


def start(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tetrascope", "train", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ)


@pytest.mark.usefixtures("restored")
def test_killed_and_interrupted_it_goes_on_along_the_same_curve(tetrascope: Command, runs: RunsFolder) -> None:
    whole, broken = RunFolder(runs.path / "whole"), RunFolder(runs.path / "broken")
    outcome = tetrascope("train", "digits", "--name", "whole", "--epochs", 3)
    assert outcome.code == 0, outcome.err

    killed = start("digits", "--name", "broken", "--epochs", "3")
    eventually(lambda: steps(broken) > 60 or killed.poll() is not None)  # of 45 an epoch
    killed.kill()
    assert killed.wait(PATIENCE_S) == -signal.SIGKILL
    killed.communicate()
    behind = steps(broken)
    assert broken.state() == "stopped"

    interrupted = start("--resume", "broken")
    eventually(lambda: steps(broken) > behind + 5 or interrupted.poll() is not None)
    interrupted.send_signal(signal.SIGINT)
    _, err = interrupted.communicate(timeout=PATIENCE_S)
    assert interrupted.returncode == 130, err
    assert "Go on with: tetrascope train --resume broken" in err
    assert broken.results() is None

    outcome = tetrascope("train", "--resume", "broken")
    assert outcome.code == 0, outcome.err
    assert curve(broken) == curve(whole)
    assert broken.snapshots() == whole.snapshots() == [0, 1, 2, 3]
    for epoch in whole.snapshots():
        assert broken.snapshot_file(epoch).read_bytes() == whole.snapshot_file(epoch).read_bytes()

    again = tetrascope("train", "--resume", "broken")
    assert again.code == 0
    assert "broken is finished. It learns more with more epochs than 3: --epochs" in again.err
    assert again.out == outcome.out
    taken = tetrascope("train", "digits", "--name", "broken")
    assert taken.code == 2
    assert "argument --name: Expected a name that no run has, got 'broken'" in taken.err


@pytest.mark.usefixtures("restored")
def test_a_folder_of_classes_gets_a_head_and_is_listed(tetrascope: Command, runs: RunsFolder, tmp_path: Path) -> None:
    folder = draw_classes(tmp_path / "My Stripes")
    (folder / "rows" / "torn.png").write_bytes(b"no picture")
    outcome = tetrascope("train", folder, "--epochs", 3, "--seed", 4)
    assert outcome.code == 0, outcome.err
    assert "2 classes, 16 pictures to learn from, 4 put aside" in outcome.err
    assert "left out: rows/torn.png: Expected a picture" in outcome.err
    assert "of the 4 pictures put aside are answered right" in outcome.out
    run = runs.require("my-stripes").read()
    assert (run.recipe.start, run.recipe.input_height, run.recipe.preprocessing) == ("efficientnet-lite0", 224, "lite")
    assert run.recipe.start_identity is not None
    assert run.class_names == ["columns", "rows"]

    [row] = json.loads(tetrascope("train", "--list", "--json").out)
    assert (row["name"], row["state"], row["epoch"], row["epochs"]) == ("my-stripes", "finished", 3, 3)
    listed = tetrascope("train", "--list").out
    assert "my-stripes" in listed
    assert "3 of 3" in listed

    # It is a network like any other from now on.
    networks = json.loads(tetrascope("networks", "--json").out)
    assert (networks[0]["network_id"], networks[0]["class_count"]) == ("my-stripes", 2)
    outcome = tetrascope("networks", "show", "my-stripes@0")
    assert "my-stripes after epoch 0, 224 x 224" in outcome.out
    assert "it has learned nothing yet" in outcome.err
    outcome = tetrascope(
        *("analyze", folder / "rows" / "00.png", "--network", "my-stripes@3", "--out", tmp_path / "out"),
        *("--window", "112/112", "--layers", "stem_conv", "--per-label", 2),
    )
    assert outcome.code == 0, outcome.err
    assert "00.png, my-stripes after epoch 3" in outcome.out
    assert "rows" in outcome.out
    with package.open("my-stripes@3") as scope:
        assert scope.summary.title == "my-stripes after epoch 3"
        answer = scope.layers(folder / "rows" / "00.png", layers=["stem_conv"]).classes[0]
        assert f"{answer.probability:.1%}"[:-1] in outcome.out
    compared = tetrascope("compare", folder, "--networks", "my-stripes@0,my-stripes", "--out", tmp_path / "compared")
    assert compared.code == 0, compared.err
    assert "my-stripes learned from 16 of these 20 images" in compared.out
    assert "my-stripes after epoch 0 learned" not in compared.out
    outcome = tetrascope("analyze", folder / "rows" / "00.png", "--network", "my-stripes@4", "--out", tmp_path / "out")
    assert outcome.code == 2
    assert "argument --network: Expected an epoch of 'my-stripes' whose weights are kept" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "Expected DATA, --resume, --list or --delete, got none"),
        (["gone"], 1, "argument DATA: Expected a folder of classes or the name of an embedded set, got 'gone'"),
        (["digits", "--from", "resnet"], 2, "argument --from: Expected a network of the catalog, got 'resnet'"),
        (["digits", "--from", "vgg16"], 1, "Expected the weights of VGG16 on this machine, got none"),
        (["digits", "--epochs", "0"], 2, "argument --epochs: Expected a whole number from 1 to 1000, got 0"),
        (["digits", "--validation", "1"], 2, "argument --validation: Expected a number above 0 and below 1, got 1.0"),
        (["digits", "--size", "8"], 2, "argument --size: Expected a whole number from 16 to 256, got 8"),
        (["digits", "--name", "Über"], 2, "argument --name: Expected a name of at most 64 small letters"),
        (["digits", "--name", "vgg16"], 2, "argument --name: Expected a name that no other network has, got 'vgg16'"),
        (["--resume", "gone"], 2, "argument --resume: Expected the name of a run, got 'gone', which is none"),
        (["--resume", "../gone"], 2, "argument --resume: Expected the name of a run, got '../gone', which is none"),
        (["--resume", "gone", "--seed", "1"], 2, "Expected --resume without --seed"),
        (["digits", "--list"], 2, "Expected --list alone, got DATA too"),
        (["digits", "--delete", "gone"], 2, "Expected --delete alone, got DATA too"),
        (["--delete", "gone", "--yes"], 2, "argument --delete: Expected the name of a run, got 'gone', which is none"),
        (["--delete", "../gone", "--yes"], 2, "Expected the name of a run, got '../gone', which is none"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_loaded(
    arguments: list[str], code: int, words: str, tetrascope: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    outcome = tetrascope("train", *arguments)
    assert (outcome.code, words in outcome.err) == (code, True), outcome.err


@pytest.mark.usefixtures("restored")
def test_a_run_whose_folder_was_moved_goes_on_and_one_is_deleted(
    tetrascope: Command, runs: RunsFolder, tmp_path: Path
) -> None:
    before, now = draw_classes(tmp_path / "stripes"), tmp_path / "elsewhere" / "stripes"
    common = ("--from", "scratch", "--size", 16, "--batch", 8)
    assert tetrascope("train", before, "--epochs", 1, *common).code == 0
    now.parent.mkdir()
    before.rename(now)
    folder = RunFolder(runs.path / "stripes")
    gone = tetrascope("train", "--resume", "stripes", "--epochs", 2)
    assert (gone.code, "Expected a folder of classes" in gone.err) == (1, True), gone.err
    assert "If it was moved: tetrascope train --resume stripes FOLDER" in gone.err
    outcome = tetrascope("train", "--resume", "stripes", now, "--epochs", 2)
    assert outcome.code == 0, outcome.err
    assert "are those of the run" in outcome.err
    assert folder.read().recipe.data == str(now.resolve())

    other = draw_classes(tmp_path / "other", each=11)
    refused = tetrascope("train", "--resume", "stripes", other, "--epochs", 3)
    assert refused.code == 1
    assert "Expected the pictures that the run 'stripes' was begun with, got others: 2 new" in refused.err
    assert folder.read().recipe.data == str(now.resolve())

    with folder.training():
        busy = tetrascope("train", "--delete", "stripes", "--yes")
        assert (busy.code, "which another process trains now" in busy.err) == (1, True), busy.err
    unasked = tetrascope("train", "--delete", "stripes")
    assert (unasked.code, "got no terminal" in unasked.err) == (2, True), unasked.err
    assert folder.read()
    assert tetrascope("train", "--delete", "stripes", "--yes").out == "The run stripes is deleted.\n"
    assert not folder.path.exists()
    assert runs.runs() == []


def test_before_a_run_is_deleted_a_person_is_asked(
    tetrascope: Command, runs: RunsFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = RunFolder(runs.path / "damaged")
    folder.path.mkdir(parents=True)
    (folder.path / "run.json").write_text("{", encoding="utf-8")  # one that cannot be read can be deleted
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    for answer, code, there in (("", 1, True), ("n", 1, True), ("Y", 0, False)):
        monkeypatch.setattr("builtins.input", lambda _, said=answer: said)
        assert tetrascope("train", "--delete", "damaged").code == code
        assert folder.path.exists() == there


def test_without_runs_the_list_says_how_to_begin_one(tetrascope: Command) -> None:
    outcome = tetrascope("train", "--list")
    assert outcome.code == 0
    assert "Begin one with: tetrascope train DATA" in outcome.out
    assert json.loads(tetrascope("train", "--list", "--json").out) == []
