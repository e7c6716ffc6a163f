"""Training computes deterministically; other tests of the process are given back what they had."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.training.pictures import draw_classes


@pytest.fixture
def restored() -> Iterator[None]:
    """Undoes `compute_deterministically`, which TensorFlow means to be for good."""
    yield
    from tensorflow.python.framework.config import disable_op_determinism

    disable_op_determinism()


@pytest.fixture
def classes(tmp_path: Path) -> Path:
    """A folder of two classes with ten small pictures each."""
    return draw_classes(tmp_path / "stripes")
