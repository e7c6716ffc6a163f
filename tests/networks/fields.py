"""Receptive fields beside what changes when a pixel of the input does."""

import keras
import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.receptive_field import Region, receptive_field
from tetrascope.networks.stages import trace_network


def positive(scale: float) -> keras.initializers.Initializer:
    return keras.initializers.RandomUniform(0.5 * scale, scale)


def what_changes(model: keras.Model, rows: int, columns: int) -> NDArray[np.bool_]:
    """For each position of the input, which positions of the output a change there changes: (h, w, h', w')."""
    base = np.random.default_rng(1).uniform(0.5, 1, (1, rows, columns, 2)).astype(np.float32)
    changed = np.repeat(base, rows * columns, axis=0)
    positions = np.arange(rows * columns)
    # Each channel by another amount: a normalisation would take away the same.
    changed[positions, positions // columns, positions % columns] += (1000, 300)
    outputs = np.asarray(model(np.concatenate([base, changed])))
    differs = (np.abs(outputs[1:] - outputs[0]) > 1e-5 * np.abs(outputs[1:])).any(axis=-1)
    changes: NDArray[np.bool_] = differs.reshape(rows, columns, *differs.shape[1:])
    return changes


def hull(mask: NDArray[np.bool_]) -> Region | None:
    rows, columns = np.nonzero(mask)
    if len(rows) == 0:
        return None
    return Region(int(rows.min()), int(columns.min()), int(rows.max()), int(columns.max()))


def holds(outer: Region | None, inner: Region | None) -> bool:
    if inner is None:
        return True
    if outer is None:
        return False
    starts = outer.top <= inner.top and outer.left <= inner.left
    return starts and outer.bottom >= inner.bottom and outer.right >= inner.right


def assert_fields_are_what_changes(model: keras.Model, *, has_gaps: bool = False) -> NDArray[np.bool_]:
    """Fields hold what changes their position, and nothing more unless kernels have gaps; returns `what_changes`."""
    stages = trace_network(model).stages
    changes = what_changes(model, stages[0].height, stages[0].width)
    last = len(stages) - 1
    assert (stages[last].height, stages[last].width) == changes.shape[2:]
    for row, column in np.ndindex(*changes.shape[2:]):
        field = receptive_field(stages, last, Region(row, column, row, column))
        true = hull(changes[:, :, row, column])
        assert holds(field, true)
        assert field == true or has_gaps
    return changes
