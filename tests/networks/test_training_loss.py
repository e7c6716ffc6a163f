"""The loss in a `.keras` file."""

import zipfile
from pathlib import Path
from typing import Any

import keras
import pytest
from keras import layers

from tetrascope.networks.training_loss import TrainingLoss, saved_training, training_loss


def saved(path: Path, loss: Any, outputs: int = 1, name: str = "model.keras") -> Path:
    image = keras.Input((4, 4, 3))
    x = layers.Flatten()(image)
    ends = [layers.Dense(2, name=f"out{place}")(x) for place in range(outputs)]
    model = keras.Model(image, ends[0] if outputs == 1 else ends)
    if loss is not None:
        model.compile("sgd", loss)
    model.save(path / name)
    return path / name


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        ("binary_crossentropy", TrainingLoss("binary_crossentropy", "independent", from_logits=False)),
        (
            keras.losses.BinaryCrossentropy(from_logits=True),
            TrainingLoss("BinaryCrossentropy", "independent", from_logits=True),
        ),
        (
            keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            TrainingLoss("SparseCategoricalCrossentropy", "exclusive", from_logits=True),
        ),
        (
            keras.losses.categorical_crossentropy,
            TrainingLoss("categorical_crossentropy", "exclusive", from_logits=False),
        ),
        ("mse", TrainingLoss("mse", "regression", from_logits=False)),
        (keras.losses.Huber(), TrainingLoss("Huber", "regression", from_logits=False)),
        ("cosine_similarity", None),
        (None, None),
    ],
)
@pytest.mark.parametrize("name", ["model.keras", "model.h5"])
def test_a_loss_is_read_however_it_was_given(
    loss: Any, expected: TrainingLoss | None, name: str, tmp_path: Path
) -> None:
    assert training_loss(saved_training(saved(tmp_path, loss, name=name)), 0, ["out0"]) == expected


@pytest.mark.parametrize("losses", [["mse", "binary_crossentropy"], {"out0": "mse", "out1": "binary_crossentropy"}])
def test_each_output_has_its_own(losses: Any, tmp_path: Path) -> None:
    path = saved(tmp_path, losses, outputs=2)
    kinds = [training_loss(saved_training(path), place, ["out0", "out1"]) for place in range(2)]
    assert [loss.kind if loss else None for loss in kinds] == ["regression", "independent"]


def test_a_file_that_tells_nothing_has_none(tmp_path: Path) -> None:
    for content in (b"[]", b"{", b'{"compile_config": {"loss": {"class_name": 3}}}'):
        with zipfile.ZipFile(tmp_path / "odd.keras", "w") as archive:
            archive.writestr("config.json", content)
        assert training_loss(saved_training(tmp_path / "odd.keras"), 0, ["out"]) is None
    assert training_loss(saved_training(tmp_path / "missing.keras"), 0, ["out"]) is None
