"""How a value of the default network comes about, asked of a real engine."""

from typing import Any

import numpy as np
import pytest
from tests.networks.computations.told import assert_adds_up

from tetrascope.analysis.masks import Box, box_mask, covered_pixels, mask_image
from tetrascope.errors import InvalidInput, NotFound, TetrascopeError
from tetrascope.networks.network import Network
from tetrascope.photos.photo import decode_photo
from tetrascope.photos.samples import SAMPLES
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.operations.computations import Computation, ComputationsRequest
from tetrascope.protocol.operations.layers import LayersRequest

LITE0 = "efficientnet-lite0"


def ask(running: Any, image: str, **fields: Any) -> Computation:
    (answer,) = running.parts(ComputationsRequest(image_id=image, network_id=LITE0, **fields))
    assert isinstance(answer, Computation)
    return answer


@pytest.fixture(scope="module")
def photo(lite0: Network) -> Any:
    return lite0.picture(decode_photo(SAMPLES[0].read(), max_pixels=10**8))


def test_steps_compute_the_value_of_the_map(running: Any, cat: str, lite0: Network, photo: Any) -> None:
    layer = next(layer for layer in lite0.layers if layer.kind == "convolution")
    answer = ask(running, cat, layer=layer.name, channel=5, row=40, column=61, terms=2)
    own = float(lite0.activations(photo[None], [layer.name])[1][layer.name][0, 40, 61, 5])
    assert answer.value == pytest.approx(own, abs=1e-5)
    assert [step.kind for step in answer.steps] == ["convolution", "normalisation", "activation"]
    assert_adds_up(answer.steps)
    first, *_, last = answer.steps
    assert (len(first.terms), first.term_count) == (2, 3)
    assert first.sources[0].is_input
    assert last.difference is not None
    assert last.largest is not None
    assert last.difference <= 1e-5 * last.largest
    patch = lite0.input.prepare(photo[None])[0]
    for term in first.terms:
        rows = [term.top + step for step in range(3)]
        columns = [term.left + step for step in range(3)]
        read = patch[np.ix_(rows, columns, [term.channel])]
        np.testing.assert_allclose(np.reshape(term.values, (3, 3)), read[:, :, 0])


def test_a_mask_changes_what_is_read(running: Any, cat: str, lite0: Network, photo: Any) -> None:
    layer = lite0.layers[0].name
    asked = {"layer": layer, "channel": 3, "row": 50, "column": 50}
    masks = [Rectangle(top=90, left=90, height=30, width=30)]
    masked = ask(running, cat, **asked, masks=masks, fill="mean")
    plain = ask(running, cat, **asked)
    assert masked.steps[0].value != plain.steps[0].value
    hidden = box_mask(Box(90, 90, 30, 30), 224, 224)
    assert hidden is not None
    covered = covered_pixels([hidden], 224, 224)
    image = mask_image(photo, np.broadcast_to(photo.mean(axis=(0, 1)).round().astype(np.uint8), photo.shape), covered)
    own = float(lite0.activations(image[None], [layer])[1][layer][0, 50, 50, 3])
    assert masked.value == pytest.approx(own, abs=1e-5)


def test_a_class_is_told_down_to_its_probability(running: Any, cat: str) -> None:
    (predictions, *_) = running.parts(LayersRequest(image_id=cat, network_id=LITE0))
    best = predictions.classes[0]
    answer = ask(running, cat, channel=best.label.index)
    assert [step.kind for step in answer.steps] == ["dense", "bias", "softmax"]
    assert answer.value == pytest.approx(best.probability, abs=1e-6)
    assert answer.steps[0].term_count == 1280
    assert_adds_up(answer.steps)
    # A layer deeper: one of the means that the dense layer weighs, asked for by its operation.
    term, source = answer.steps[0].terms[0], answer.steps[0].sources[0]
    deeper = ask(running, cat, output=source.operation, channel=term.channel)
    assert [step.kind for step in deeper.steps] == ["global_average_pooling"]
    assert deeper.value == pytest.approx(term.values[0], abs=1e-6)
    assert deeper.steps[0].sources[0].layer is not None


def test_a_pixel_of_the_image_is_where_it_ends(running: Any, cat: str, lite0: Network, photo: Any) -> None:
    name = lite0.graph.names[id(lite0.graph.input)]
    answer = ask(running, cat, output=name, channel=0, row=7, column=9)
    assert [step.kind for step in answer.steps] == ["input"]
    assert answer.value == pytest.approx(float(lite0.input.prepare(photo[None])[0, 7, 9, 0]))


@pytest.mark.parametrize(
    ("fields", "error", "field"),
    [
        ({"layer": "nothing", "channel": 0}, NotFound, "layer"),
        ({"output": "nothing", "channel": 0}, NotFound, "output"),
        ({"channel": 1000}, InvalidInput, "channel"),
        ({"channel": 0, "row": 1}, InvalidInput, "row"),
    ],
)
def test_what_is_not_there_is_said(running: Any, cat: str, fields: Any, error: type, field: str) -> None:
    with pytest.raises(error, match=r"^Expected") as caught:
        ask(running, cat, **fields)
    assert isinstance(caught.value, TetrascopeError)
    assert caught.value.field == field
