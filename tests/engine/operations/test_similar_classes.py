"""Which classes are suggested for merging."""

from typing import Any

import numpy as np
import pytest
from tests.engine.pools import LITE0
from tests.likeness import assert_alike

from tetrascope.errors import InvalidInput
from tetrascope.networks.network import Network
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.similar_classes import SimilarClasses, SimilarClassesRequest


def asked(running: Any, image: str, **changes: Any) -> SimilarClasses:
    (answer,) = running.parts(SimilarClassesRequest(image_id=image, network_id=LITE0, **changes))
    assert isinstance(answer, SimilarClasses)
    return answer


def test_the_cats_of_the_cat_are_suggested_as_one(running: Any, cat: str) -> None:
    found = asked(running, cat)
    assert found.status == "found"
    assert [label.name for label in found.groups[0].classes] == ["tabby", "tiger cat", "Egyptian cat"]
    assert found.groups[0].name == "cat"
    assert found.groups[0].share_below > 0.99
    top = running.parts(LayersRequest(image_id=cat, network_id=LITE0))[0].classes
    assert [each.label for each in found.neighbours] == [score.label for score in top]


def test_cosines_are_those_of_the_kernel(running: Any, cat: str, lite0: Network) -> None:
    found = asked(running, cat, classes=[817, 511])
    kernel = np.asarray(lite0.model.layers[-1].kernel, np.float64)
    kernel /= np.linalg.norm(kernel, axis=0)
    (group,) = found.groups
    assert [label.index for label in group.classes] == [511, 817]
    assert group.cosine == pytest.approx(kernel[:, 511] @ kernel[:, 817], abs=1e-6)
    assert group.name is None
    for index, neighbours in zip([817, 511], found.neighbours, strict=True):
        expected = kernel.T @ kernel[:, index]
        expected[index] = -2
        assert neighbours.label.index == index
        assert_alike(np.sort(expected)[:-6:-1], [each.cosine for each in neighbours.similar])


def test_classes_that_are_not_alike_are_no_group(running: Any, cat: str) -> None:
    found = asked(running, cat, classes=[281, 817, 967])
    assert (found.status, found.groups) == ("none_alike", [])
    assert len(found.neighbours) == 3


@pytest.mark.parametrize(("classes", "field"), [([281, 1000], "classes[1]"), ([281, 281], "classes")])
def test_classes_that_are_not_there_are_named(running: Any, cat: str, classes: list[int], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        asked(running, cat, classes=classes)
    assert caught.value.field == field
