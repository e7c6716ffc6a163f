"""`tetrascope compare`: several networks on one image."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.cli.conftest import Command

from tetrascope.report.analysis import Analysis

FILES = {"index.html", "structure.png", "pool.png", "importance.png", "analysis.json"}


def model(path: Path, side: int, seed: int) -> Path:
    """A small model of one's own that answers by brightness, to the left or to the right."""
    import keras

    keras.utils.set_random_seed(seed)
    image = keras.Input((side, side, 3))
    x = keras.layers.Rescaling(1 / 255)(image)
    x = keras.layers.Conv2D(6, 5, strides=2, activation="relu", name="only")(x)
    x = keras.layers.Flatten()(keras.layers.AveragePooling2D(4)(x))
    keras.Model(image, keras.layers.Dense(3, activation="softmax")(x)).save(path)
    return path


def test_two_versions_of_a_model_are_compared(tetrascope: Command, tmp_path: Path) -> None:
    one, other = model(tmp_path / "before.keras", 48, 1), model(tmp_path / "after.keras", 64, 2)
    (tmp_path / "names.txt").write_text("<ant>\nbee\ncat\n", encoding="utf-8")
    out = tmp_path / "out"
    outcome = tetrascope(
        "compare", "coffee", "--out", out, "--model", one, "--class-names", tmp_path / "names.txt", "--model", other
    )
    assert outcome.code == 0, outcome.err
    assert {path.name for path in out.iterdir()} == {"index.html", "own-before", "own-after"}
    analyses: list[Any] = []
    for name in ("own-before", "own-after"):
        assert {path.name for path in (out / name).iterdir()} == FILES
        analyses.append(Analysis.model_validate_json((out / name / "analysis.json").read_text(encoding="utf-8")))
    assert [each.network.input_height for each in analyses] == [48, 64]
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "<ant>" not in page
    assert 'href="own-after/index.html"' in page
    assert f"Of {len(analyses[0].pool.images)} masks at the same places" in page
    counts = [int(number) for number in re.findall(r"<td>(\d+)</td>", page)][-4:]
    kept = [np.array([image.kept for image in each.pool.images]) for each in analyses]
    assert counts == [(kept[0] & kept[1]).sum(), (kept[0] & ~kept[1]).sum(),
                      (~kept[0] & kept[1]).sum(), (~kept[0] & ~kept[1]).sum()]  # fmt: skip
    same_label = analyses[0].pool.examined.label.name == analyses[1].pool.examined.label.name
    assert bool(re.search(r"rank correlation of both maps is -?[01]\.\d\d", page)) is same_label
    assert ("so the maps are not held against each other" in page) is not same_label


@pytest.mark.parametrize(
    ("networks", "words"),
    [
        ([], "argument --networks: Expected 2 to 8 different networks, got none"),
        (["--networks", "efficientnet-lite0"], "got efficientnet-lite0"),
        (["--networks", "efficientnet-lite0,efficientnet-lite0"], "got efficientnet-lite0, efficientnet-lite0"),
        (["--networks", "efficientnet-lite0,nothing"], "Expected a network of the catalog"),
    ],
)
def test_what_cannot_be_compared_is_told_before_anything_slow(
    tetrascope: Command, tmp_path: Path, networks: list[str], words: str
) -> None:
    outcome = tetrascope("compare", "cat", "--out", tmp_path / "out", *networks)
    assert outcome.code in (1, 2)
    assert words in outcome.err
    assert "Starting" not in outcome.err
    assert not (tmp_path / "out").exists()
