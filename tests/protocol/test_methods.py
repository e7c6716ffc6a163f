"""A method is one file: put into its folder, it is known to messages, documents and the engine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

import tetrascope
from tetrascope.analysis.criteria import ENTROPY
from tetrascope.protocol.example import MAP
from tetrascope.protocol.methods import CRITERIA, FILLS, REPRESENTATIVES, Methods
from tetrascope.protocol.operations.activations import FeatureMap
from tetrascope.protocol.operations.inputs import InputsRequest
from tetrascope.protocol.operations.layers import Cluster, LayersRequest

PACKAGE = Path(tetrascope.__file__).parent

WHITE = '''"""White: white.

Nobody's.
"""

import numpy as np


def fill(image):
    """White pixels."""
    return np.full_like(image, 255)
'''

GREATEST = '''"""Greatest value: the greatest value of the map."""

import numpy as np


def score(maps):
    """Greatest value of each map."""
    return maps.max(axis=(0, 1)).astype(np.float64)
'''

WHITE_IS_THERE = """
import numpy as np
from tetrascope.analysis.fills import fill_image
from tetrascope.protocol.generator.reference import reference_page
from tetrascope.protocol.generator.typescript import typescript_module
from tetrascope.protocol.operations.inputs import InputsRequest
from tetrascope.protocol.operations.layers import LayersRequest

request = InputsRequest(image_id="a", network_id="b", fill="white")
assert (fill_image(np.zeros((2, 3, 3), np.uint8), request.fill) == 255).all()
assert "white" in InputsRequest.model_json_schema()["properties"]["fill"]["enum"]
assert '{ value: "white", label: "White", meaning: "white" }' in typescript_module()
assert "| `white` | White | white |" in reference_page()
"""


GREATEST_IS_THERE = """
import numpy as np
from tetrascope.engine.layer_drawing import LayerMaps, draw_layers
from tetrascope.protocol.layer import Layer
from tetrascope.protocol.operations.layers import LayersRequest

layer = Layer(name="a", kind="convolution", output="a", height=2, width=2, channels=3, stage=1, shown=True)
maps = np.arange(12, dtype=np.float32).reshape(2, 2, 3)
request = LayersRequest(image_id="a", network_id="b", clusters=2, criterion="greatest")
(drawing,) = draw_layers([LayerMaps(layer, maps, {})], request.clusters, request.criterion)
clustered = drawing.clustered
assert clustered.criterion == "greatest"
assert [cluster.mean_score for cluster in clustered.clusters] in ([9.0, 10.5], [9.5, 11.0])
"""


@pytest.mark.parametrize(
    ("file", "content", "question"),
    [
        ("analysis/fills/white.py", WHITE, WHITE_IS_THERE),
        ("analysis/criteria/greatest.py", GREATEST, GREATEST_IS_THERE),
    ],
)
def test_a_method_is_one_file(tmp_path: Path, file: str, content: str, question: str) -> None:
    shutil.copytree(PACKAGE, tmp_path / "tetrascope", ignore=shutil.ignore_patterns("__pycache__", "viewer"))
    (tmp_path / "tetrascope" / file).write_text(content, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    asked = subprocess.run(
        [sys.executable, "-c", question], env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert asked.returncode == 0, asked.stderr


def test_a_cluster_of_before_criteria_decodes() -> None:
    cluster = {"index": 0, "channels": [1], "mean_entropy": 0.125, "explained_variance": 1.0, "representative": MAP}
    assert Cluster.model_validate(cluster).mean_score == 0.125


def test_a_map_of_before_criteria_decodes() -> None:
    assert FeatureMap.model_validate({"channel": 1, "entropy": 0.125, "map": MAP}).score == 0.125


def test_where_there_is_one_method_it_is_described_as_others_are() -> None:
    (method,) = Methods("placements", "Some.", first=[]).described()
    assert (method.name, bool(method.meaning)) == ("simplex", True)


def test_the_default_is_offered_first_and_every_method_is_described() -> None:
    assert FILLS.names[0] == InputsRequest.model_fields["fill"].default
    assert CRITERIA.names[0] == LayersRequest.model_fields["criterion"].default == ENTROPY
    assert REPRESENTATIVES.names[0] == "first_component"
    for method in [*FILLS.described(), *CRITERIA.described(), *REPRESENTATIVES.described()]:
        assert method.title[0].isupper()
        assert method.meaning


def test_a_fill_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValidationError, match="Input should be 'black'"):
        InputsRequest(image_id="a", network_id="b", fill="white")


def test_a_method_without_a_title_is_refused_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "untitled.py").write_text('"""Does something."""\n', encoding="utf-8")
    monkeypatch.setattr("tetrascope.protocol.methods._ANALYSIS", tmp_path.parent)
    methods = Methods(tmp_path.name, "Some.", first=[])
    assert methods.names == ("untitled",)
    with pytest.raises(ValueError, match=r"untitled\.py"):
        methods.described()
