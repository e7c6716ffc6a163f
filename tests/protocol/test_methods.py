"""A method is one file: put into its folder, it is known to messages, documents and the engine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

import tetrascope
from tetrascope.protocol.methods import FILLS, Methods
from tetrascope.protocol.operations.inputs import InputsRequest

PACKAGE = Path(tetrascope.__file__).parent

WHITE = '''"""White: white.

Nobody's.
"""

import numpy as np


def fill(image):
    """White pixels."""
    return np.full_like(image, 255)
'''

ASK = """
import numpy as np
from tetrascope.analysis.fills import fill_image
from tetrascope.protocol.generator.reference import reference_page
from tetrascope.protocol.generator.typescript import typescript_module
from tetrascope.protocol.operations.inputs import InputsRequest

request = InputsRequest(image_id="a", network_id="b", fill="white")
assert (fill_image(np.zeros((2, 3, 3), np.uint8), request.fill) == 255).all()
assert "white" in InputsRequest.model_json_schema()["properties"]["fill"]["enum"]
assert '{ value: "white", label: "White" }' in typescript_module()
assert "| `white` | White | white |" in reference_page()
"""


def test_a_fill_is_one_file(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "tetrascope", ignore=shutil.ignore_patterns("__pycache__", "viewer", "assets"))
    (tmp_path / "tetrascope/analysis/fills/white.py").write_text(WHITE, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    asked = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert asked.returncode == 0, asked.stderr


def test_the_default_is_offered_first_and_every_method_is_described() -> None:
    assert FILLS.names[0] == InputsRequest.model_fields["fill"].default
    for method in FILLS.described():
        assert method.title[0].isupper()
        assert method.meaning


def test_a_fill_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValidationError, match="'black', 'mean', 'blur' or 'noise'"):
        InputsRequest(image_id="a", network_id="b", fill="white")


def test_a_method_without_a_title_is_refused_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "untitled.py").write_text('"""Does something."""\n', encoding="utf-8")
    monkeypatch.setattr("tetrascope.protocol.methods._ANALYSIS", tmp_path.parent)
    methods = Methods(tmp_path.name, "Some.", first=[])
    assert methods.names == ("untitled",)
    with pytest.raises(ValueError, match=r"untitled\.py"):
        methods.described()
