"""What a run's network learns from, in memory."""

import io
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import Failed, NotFound
from tetrascope.training.data import places_of, read_examples
from tetrascope.training.durable_file import write_durably
from tetrascope.training.examples import Examples
from tetrascope.training.frozen_body import FrozenBody
from tetrascope.training.recipe import Recipe
from tetrascope.training.recipe_input import input_of_recipe
from tetrascope.training.run_file import ExampleRecord, RunFile
from tetrascope.training.run_folder import RunFolder
from tetrascope.training.watcher import Watcher


class Material(NamedTuple):
    """All examples of a run, in the order of its file of examples."""

    inputs: NDArray[Any]
    """(n, h, w, 3) bytes, or (n, features) of the frozen layers."""
    labels: NDArray[np.int32]
    """(n,)"""


class FreshMaterial(NamedTuple):
    """Of a run that is being begun."""

    examples: Examples
    material: Material
    start_identity: str | None
    """Which weights the layers below a head have; None where there are none."""


def read_material(recipe: Recipe, watcher: Watcher) -> FreshMaterial:
    """Of a new run: every picture, read, and where a head is to be trained what the layers below make of it."""
    reading = partial(watcher.show, "Reading pictures")
    examples = read_examples(recipe.data, recipe.embedded, input_of_recipe(recipe), reading)
    assert examples.pictures is not None
    if recipe.from_scratch:
        return FreshMaterial(examples, Material(examples.pictures, examples.labels), None)
    watcher.show("Loading the network")
    body = FrozenBody(recipe.start)
    features = body.features_of(examples.pictures, partial(watcher.show, f"Asking {body.title}"))
    return FreshMaterial(examples, Material(features, examples.labels), body.identity)


def read_again(folder: RunFolder, run: RunFile, records: list[ExampleRecord], watcher: Watcher) -> Material:
    """Of a run that goes on: the same as before, and nothing that was kept is computed anew.

    Raises:
        NotFound: their folder is not there any more.
        InvalidInput: the pictures are not the same any more.
        Failed: what was kept is damaged.
    """
    recipe, reading = run.recipe, partial(watcher.show, "Reading pictures")
    try:
        examples = read_examples(
            recipe.data, recipe.embedded, input_of_recipe(recipe), reading, digests_only=not recipe.from_scratch
        )
    except NotFound as error:
        error.hint = f"If it was moved: tetrascope train --resume {run.name} FOLDER"
        raise
    places = places_of(run, records, examples)
    labels = np.array([each.label for each in records], np.int32)
    if recipe.from_scratch:
        assert examples.pictures is not None
        return Material(examples.pictures[places], labels)
    return Material(_read_features(folder, len(records)), labels)


def write_features(folder: RunFolder, features: NDArray[np.float32]) -> None:
    """Keep what the frozen layers make of each picture."""
    buffer = io.BytesIO()
    np.save(buffer, features)
    write_durably(folder.features_file, buffer.getvalue())


def _read_features(folder: RunFolder, count: int) -> NDArray[np.float32]:
    try:
        features: NDArray[np.float32] = np.load(folder.features_file, allow_pickle=False)
        if features.ndim != 2 or len(features) != count:
            raise ValueError
    except (OSError, ValueError) as error:
        raise Failed(
            f"Expected what the layers below make of {count} pictures, got a damaged {str(folder.features_file)!r}.",
            hint="Train anew.",
        ) from error
    return features
