"""Studies to try: the one that `tetrascope study new` writes, changed as a test wants it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tetrascope.study.definition.study import Study
from tetrascope.study.file.new_study import TEMPLATE
from tetrascope.study.file.study_file import read_study

Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes the template with some of its text replaced, each once, and something added; the file."""

    def write(*changes: tuple[str, str], added: str = "") -> Path:
        text = TEMPLATE.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "study.toml"
        path.write_text(text + added, encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def thesis() -> Study:
    """The thesis's study."""
    return read_study(TEMPLATE)
