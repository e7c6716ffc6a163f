"""What speaks for a class, on the real network, against Keras."""

from typing import Any

import numpy as np
import pytest
from tests.engine.pools import LITE0
from tests.likeness import assert_alike

from tetrascope.errors import InvalidInput
from tetrascope.networks.network import Network
from tetrascope.protocol.ablated_maps import AblatedMaps
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.operations.class_evidence import ClassEvidence, ClassEvidenceRequest, EvidenceOfClass
from tetrascope.protocol.operations.layers import LayersRequest

LYNX = 287


def asked(running: Any, image: str, **choice: Any) -> ClassEvidence:
    [evidence] = running.parts(ClassEvidenceRequest(image_id=image, network_id=LITE0, **choice))
    assert isinstance(evidence, ClassEvidence)
    return evidence


def total(each: EvidenceOfClass) -> float:
    return each.bias + each.rest + sum(channel.evidence for channel in each.channels)


@pytest.mark.parametrize(
    "choice",
    [
        {},
        {"class_index": LYNX, "channels": 1024},
        {"masks": [Rectangle(top=60, left=90, height=80, width=80)], "fill": "mean"},
        {"ablated": [AblatedMaps(layer="block3b_add", channels=[0, 7, 20])], "replacement": "zero"},
    ],
)
def test_it_adds_up_to_the_logit_by_channels_and_by_pixels(
    running: Any, cat: str, lite0: Network, choice: dict[str, Any]
) -> None:
    found = asked(running, cat, **choice)
    assert (found.status, found.layer, found.pooling) == ("found", "head_conv", "average")
    for each in found.classes:
        assert total(each) == pytest.approx(each.logit, abs=2e-5)
        sizes = [abs(channel.evidence) for channel in each.channels]
        assert sizes == sorted(sizes, reverse=True)
    first = found.classes[0]
    assert len(found.pixels) == found.height * found.width == 49
    assert sum(found.pixels) + first.bias == pytest.approx(first.logit, abs=2e-5)
    assert first.score.label.index == choice.get("class_index", first.score.label.index)
    common = {name: value for name, value in choice.items() if name in ("masks", "fill", "ablated", "replacement")}
    predictions = running.parts(LayersRequest(image_id=cat, network_id=LITE0, layers=["head_conv"], **common))[0]
    others = [each for each in found.classes if each.score.label.index != LYNX]
    top = [score for score in predictions.classes if score.label.index != LYNX]
    assert [each.score.label for each in others] == [score.label for score in top]
    assert_alike([score.probability for score in top], [each.score.probability for each in others], absolute=1e-5)
    if "ablated" not in choice:  # Keras's own layers, over the pixels that enter the network
        tensor = predictions.image
        pixels = np.frombuffer(tensor.data, np.uint8).reshape(tensor.shape)
        logits, maps = (
            np.asarray(each)[0] for each in lite0.model_with(["head_conv"])([lite0.input.prepare(pixels[None])])
        )
        dense: Any = lite0.model.layers[-1]
        index = first.score.label.index
        assert first.logit == pytest.approx(logits[index], abs=2e-4)
        kernel = np.asarray(dense.kernel)[:, index].astype(np.float64)
        assert_alike((maps @ kernel).ravel() / 49, found.pixels, relative=1e-3, absolute=1e-4)
        for channel in first.channels[:8]:
            assert channel.weight == pytest.approx(kernel[channel.channel], rel=1e-6)
            assert channel.pooled == pytest.approx(maps[..., channel.channel].mean(), rel=1e-3, abs=1e-4)


def test_a_class_that_is_not_there_is_named(running: Any, cat: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        asked(running, cat, class_index=1000)
    assert caught.value.field == "class_index"
