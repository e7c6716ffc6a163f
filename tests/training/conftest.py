"""What tests of training learn from."""

from pathlib import Path

import pytest
from tests.training.pictures import draw_classes


@pytest.fixture
def classes(tmp_path: Path) -> Path:
    """A folder of two classes with ten small pictures each."""
    return draw_classes(tmp_path / "stripes")
