"""What pictures and the page say of a criterion."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from tests.report.conftest import picture

from tetrascope.protocol.methods import CRITERIA
from tetrascope.protocol.operations.activations import Activations, FeatureMap
from tetrascope.protocol.operations.layers import Layers
from tetrascope.report import maps_picture, structure_picture
from tetrascope.report.criterion import criterion_name, mean_name, score_text
from tetrascope.report.heading import Subject
from tetrascope.report.page_layers import layers_table

SUBJECT = Subject("cat.png", "A network")
OTHERS = CRITERIA.names[1:]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is written into pictures from here on."""
    texts: list[str] = []

    def write(_image: Any, _place: Any, text: str, **_how: Any) -> None:
        texts.append(text)

    for module in (structure_picture, maps_picture):
        monkeypatch.setattr(module, "write", write)
    return texts


def by(layers: Layers, criterion: str) -> Layers:
    """The same, as if clustered by a criterion: all mean scores are -1.5."""
    columns = [
        layer.model_copy(
            update={
                "criterion": criterion,
                "clusters": [cluster.model_copy(update={"mean_score": -1.5}) for cluster in layer.clusters],
            }
        )
        for layer in layers.layers
    ]
    return layers.model_copy(update={"layers": columns})


def test_names_and_numbers() -> None:
    assert [criterion_name(each) for each in CRITERIA.names] == ["entropy", "mean activation"]
    assert [mean_name(each) for each in CRITERIA.names] == ["mean entropy", "mean activation"]
    assert score_text("entropy", 0.5) == "0.50"
    assert score_text("mean_activation", -1234.5) == "\u22121.23e+03"


def test_with_entropy_a_picture_says_what_it_ever_did(written: list[str], make_layers: Callable[..., Layers]) -> None:
    structure_picture.draw_structure(make_layers(1, 3), SUBJECT)
    assert {"0.25", "0.50", "0.75"} < set(written)
    assert (
        "Each column is a layer's output after its activation, its feature maps in up to 3 clusters of similar "
        "Shannon entropy (K-means), lowest entropy at the top."
    ) in written
    assert any("left: their mean entropy, 0 to 1; right: the share" in text for text in written)


@pytest.mark.parametrize("criterion", OTHERS)
def test_with_another_criterion_nothing_says_entropy(
    written: list[str], make_layers: Callable[..., Layers], criterion: str
) -> None:
    layers = by(make_layers(2, 3), criterion)
    structure_picture.draw_structure(layers, SUBJECT)
    tensor = picture(np.eye(3) * 255)
    maps = [FeatureMap(channel=7, entropy=0.5, score=-1.5, map=tensor)]
    maps_picture.draw_maps(Activations(layer="a", height=3, width=3, criterion=criterion, maps=maps), SUBJECT)
    said = "\n".join([*written, layers_table(layers.layers)])
    assert said.count("\u22121.5") == 2 * 6 + 1
    assert criterion_name(criterion) in said
    assert not re.search("entropy", said, re.IGNORECASE)
