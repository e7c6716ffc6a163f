"""`tetrascope compare` of a folder: several networks, answers that are right or wrong, and what was stopped."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from PIL import Image
from tests.cli.conftest import Command
from tests.likeness import assert_alike

from tetrascope.cli import folder_answers
from tetrascope.photos.samples import SAMPLES
from tetrascope.study.results.csv_file import ENCODING

LABELS = {"cat": "n02124075-Egyptian_cat", "coffee": "espresso", "flower": "somewhere"}
CAT, COFFEE, FLOWER = (f"{folder}/{name}.png" for name, folder in LABELS.items())
NAMES = ("espresso", "n02124075-egyptian-cat", "teapot")


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Three pictures in folders of classes, one of which is none, and what is no picture."""
    folder = tmp_path / "pictures"
    for sample in SAMPLES:
        if sample.name in LABELS:
            (folder / LABELS[sample.name]).mkdir(parents=True)
            with sample.path().open("rb") as file, Image.open(file) as image:
                image.convert("RGB").resize((90, 72)).save(folder / LABELS[sample.name] / f"{sample.name}.png")
    (folder / "torn.png").write_bytes(b"no picture")
    return folder


def model(path: Path, seed: int) -> Path:
    """A small model of one's own."""
    keras.utils.set_random_seed(seed)
    image = keras.Input((24, 32, 3))
    x = keras.layers.Conv2D(6, 5, activation="relu")(keras.layers.Rescaling(1 / 255)(image))
    x = keras.layers.Dense(3, activation="softmax")(keras.layers.GlobalAveragePooling2D()(x))
    keras.Model(image, x).save(path)
    return path


@pytest.fixture
def models(tmp_path: Path) -> Sequence[object]:
    """Options for two of them, which make photos fit in different ways."""
    (tmp_path / "names.txt").write_text("\n".join(NAMES), encoding="utf-8")
    names = ("--class-names", tmp_path / "names.txt", "--fit")
    one, other = model(tmp_path / "one.keras", 1), model(tmp_path / "other.keras", 2)
    return ("--model", one, *names, "squash", "--model", other, *names, "pad")


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding=ENCODING, newline="") as lines:
        return list(csv.DictReader(lines))


def plainly(path: Path, picture: Path, fit: str) -> Any:
    """What plain Keras answers."""
    photo = np.asarray(Image.open(picture).convert("RGB"), np.float32)
    if fit == "pad":
        fitted = keras.ops.image.resize(photo, (24, 32), pad_to_aspect_ratio=True, fill_mode="constant")
    else:
        fitted = keras.ops.image.resize(photo, (24, 32))
    return keras.models.load_model(path).predict(np.asarray(fitted)[np.newaxis], verbose=0)[0]


def test_answers_are_plain_keras_own_and_nothing_is_answered_twice(
    tetrascope: Command, pictures: Path, models: Sequence[object], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    outcome = tetrascope("compare", pictures, "--out", out, *models)
    assert outcome.code == 0, outcome.err
    assert "torn.png: Expected a picture" in outcome.out
    found = rows(out / "comparison.csv")
    assert [row["image"] for row in found] == [COFFEE, CAT, FLOWER, "torn.png"]
    assert [row["known_label"] for row in found] == ["espresso", LABELS["cat"], "somewhere", ""]
    truth = {COFFEE: 0, CAT: 1}
    for name, fit in (("one", "squash"), ("other", "pad")):
        for row in found[:3]:
            expected = plainly(tmp_path / f"{name}.keras", pictures / row["image"], fit)
            best = int(row[f"own-{name}:label_index"])
            assert_alike(float(expected.max()), float(row[f"own-{name}:probability"]))
            assert best == expected.argmax()
            right = str(truth[row["image"]] == best).lower() if row["image"] in truth else ""
            assert row[f"own-{name}:right"] == right
    networks = rows(out / "networks.csv")
    agreed = np.mean([row["own-one:label"] == row["own-other:label"] for row in found[:3]])
    assert float(networks[0]["agrees:own-other"]) == pytest.approx(agreed)
    assert [row["labelled"] for row in networks] == ["2", "2"], "somewhere is no class"
    assert int(networks[0]["parameters"]) == 5 * 5 * 3 * 6 + 6 + 6 * 3 + 3
    assert all(float(row["ms_median"]) > 0 for row in networks)
    [pair] = rows(out / "pairs.csv")
    assert (pair["network"], pair["other_network"]) == ("own-one", "own-other")
    decided = [(row["own-one:right"], row["own-other:right"]) for row in found if row["own-one:right"]]
    assert int(pair["both_right"]) == decided.count(("true", "true"))
    assert int(pair["only_network_right"]) == decided.count(("true", "false"))
    assert 0 < float(pair["p"]) <= 1
    assert "No class, or more than one, for 1 of 3 labels in one, other: “somewhere”" in outcome.out

    # The same again asks nothing twice, however the last line was torn; other labels are about the same answers.
    kept = out / "answers" / "own-one.jsonl"
    kept.write_text(kept.read_text(encoding="utf-8") + '{"made_of": "', encoding="utf-8")
    (tmp_path / "labels.csv").write_text("cat.png,0\nflower.png,teapot\ngone.png,teapot\n", encoding="utf-8")
    again = tetrascope("compare", pictures, "--out", out, *models, "--labels", tmp_path / "labels.csv")
    assert "gone.png" in again.out
    second = rows(out / "comparison.csv")
    assert [row["own-one:ms"] for row in second] == [row["own-one:ms"] for row in found]
    assert [row["known_label"] for row in second] == ["", "0", "teapot", ""]
    assert second[1]["own-one:right"] == str(found[1]["own-one:label_index"] == "0").lower()
    assert len(kept.read_text(encoding="utf-8").splitlines()) == 3


def test_what_was_stopped_goes_on(
    tetrascope: Command, pictures: Path, models: Sequence[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, answer = tmp_path / "out", folder_answers._answer
    asked: list[Any] = []

    def stopped(*given: Any) -> Any:
        if len(asked) == 4:
            raise KeyboardInterrupt
        asked.append(given)
        return answer(*given)

    monkeypatch.setattr(folder_answers, "_answer", stopped)
    assert tetrascope("compare", pictures, "--out", out, *models).code != 0
    assert "2 answers still to come" in (out / "index.html").read_text(encoding="utf-8")
    before = rows(out / "comparison.csv")
    assert [row["own-other:ms"] != "" for row in before] == [True, False, False, False]
    monkeypatch.undo()
    assert tetrascope("compare", pictures, "--out", out, *models).code == 0
    after = rows(out / "comparison.csv")
    assert "still to come" not in (out / "index.html").read_text(encoding="utf-8")
    assert [row["own-one:ms"] for row in after] == [row["own-one:ms"] for row in before]
    assert after[0]["own-other:ms"] == before[0]["own-other:ms"]


def test_a_network_of_the_catalog_knows_folders_by_imagenets_numbers(
    tetrascope: Command, pictures: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    outcome = tetrascope("compare", pictures, "--out", out, "--networks", "efficientnet-lite0")
    assert outcome.code == 0, outcome.err
    row = rows(out / "comparison.csv")[0]
    assert (row["efficientnet-lite0:label"], row["efficientnet-lite0:right"]) == ("espresso", "true")
    assert "Egyptian cat, by ImageNet&#x27;s number" in (out / "index.html").read_text(encoding="utf-8")


def test_folders_that_are_called_like_no_class_are_no_labels(
    tetrascope: Command, models: Sequence[object], tmp_path: Path
) -> None:
    (tmp_path / "holidays" / "june").mkdir(parents=True)
    Image.new("RGB", (40, 40), "green").save(tmp_path / "holidays" / "june" / "lawn.png")
    outcome = tetrascope("compare", tmp_path / "holidays", "--out", tmp_path / "out", *models)
    assert outcome.code == 0, outcome.err
    assert "No network has a class for any label" in outcome.out
    assert rows(tmp_path / "out" / "comparison.csv")[0]["known_label"] == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("cat", "--labels", "labels.csv"), "IMAGE: Expected a folder beside --labels, got 'cat'"),
        ((".", "--labels", "nothing.csv"), "--labels: Expected labels of pictures as text in 'nothing.csv'"),
    ],
)
def test_what_cannot_be_is_told_before_anything_slow(
    tetrascope: Command, pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...], words: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(pictures)
    networks = ("--networks", "efficientnet-lite0,efficientnet-lite1")
    outcome = tetrascope("compare", *arguments, "--out", tmp_path / "out", *networks)
    assert words in outcome.err
    assert outcome.code in (1, 2)
    assert not (tmp_path / "out").exists()
