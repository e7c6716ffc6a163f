"""A study's folder, as `tetrascope study new` makes it."""

from pathlib import Path

import pytest
from tests.cli.conftest import Command


@pytest.fixture
def lab(tetrascope: Command, tmp_path: Path) -> Path:
    """The folder."""
    assert tetrascope("study", "new", tmp_path / "lab").code == 0
    return tmp_path / "lab"
