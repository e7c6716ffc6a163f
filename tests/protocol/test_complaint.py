from typing import Any

import pytest

from tetrascope.api.codec import validate
from tetrascope.errors import InvalidInput
from tetrascope.protocol.complaint import field_path, shortened
from tetrascope.protocol.message import Message
from tetrascope.protocol.methods import FILLS
from tetrascope.protocol.operations.activations import ActivationsRequest
from tetrascope.protocol.operations.boundaries import BoundaryRequest
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.pools import PoolRequest
from tetrascope.protocol.operations.superpixels import SuperpixelsRequest

BASE: dict[str, Any] = {"image_id": "a", "network_id": "b"}
MASK = {"top": 0, "left": 0, "height": 1, "width": 1}
NO_KINDS: list[tuple[object, str]] = [("circle", "'circle'"), (None, "null"), (3, "3"), ([], "[]")]
BITMAP = {**MASK, "kind": "bitmap", "height": 3, "width": 5, "data": bytes(2)}

CASES: list[tuple[type[Message], Any, str | None, str]] = [
    (LayersRequest, [1], None, "Expected a map, got [1]."),
    (LayersRequest, None, None, "Expected a map, got null."),
    (LayersRequest, {"network_id": "b"}, "image_id", "Expected a value for image_id, got none."),
    (LayersRequest, {**BASE, "image_id": 3}, "image_id", "Expected a string for image_id, got 3."),
    (LayersRequest, {**BASE, "image_id": b"a"}, "image_id", "Expected a string for image_id, got b'a'."),
    (LayersRequest, {**BASE, "image_id": ""}, "image_id", "Expected at least 1 characters for image_id, got ''."),
    (LayersRequest, {**BASE, "clusters": "3"}, "clusters", "Expected a whole number for clusters, got '3'."),
    (LayersRequest, {**BASE, "clusters": 3.0}, "clusters", "Expected a whole number for clusters, got 3.0."),
    (LayersRequest, {**BASE, "clusters": True}, "clusters", "Expected a whole number for clusters, got true."),
    (LayersRequest, {**BASE, "clusters": 0}, "clusters", "Expected at least 1 for clusters, got 0."),
    (LayersRequest, {**BASE, "clusters": 65}, "clusters", "Expected at most 64 for clusters, got 65."),
    (LayersRequest, {**BASE, "masks": {}}, "masks", "Expected an array for masks, got {}."),
    (LayersRequest, {**BASE, "masks": [MASK] * 257}, "masks", "Expected at most 256 items for masks, got 257 items."),
    (LayersRequest, {**BASE, "masks": [MASK, 7]}, "masks[1]", "Expected a map for masks[1], got 7."),
    (
        LayersRequest,
        {**BASE, "masks": [{**MASK, "top": "x"}]},
        "masks[0].top",
        "Expected a whole number for masks[0].top, got 'x'.",
    ),
    (LayersRequest, {**BASE, "masks": [None]}, "masks[0]", "Expected a map for masks[0], got null."),
    *(
        (
            LayersRequest,
            {**BASE, "masks": [{**BITMAP, "kind": kind}]},
            "masks[0].kind",
            f"Expected 'rectangle' or 'bitmap' for masks[0].kind, got {shown}.",
        )
        for kind, shown in NO_KINDS
    ),
    (
        LayersRequest,
        {**BASE, "masks": [MASK, {**BITMAP, "data": bytes(3)}]},
        "masks[1].data",
        "Expected 2 bytes, one bit for each of 3 x 5 pixels, for masks[1].data, got 3 bytes.",
    ),
    (
        LayersRequest,
        {**BASE, "masks": [{**BITMAP, "data": bytes([255, 255])}]},
        "masks[0].data",
        "Expected zeros after the last pixel for masks[0].data, got 11111111 as the last byte.",
    ),
    (
        LayersRequest,
        {**BASE, "masks": [{**BITMAP, "data": "_-8="}]},
        "masks[0].data",
        "Expected base64 text with padding for masks[0].data, got '_-8='.",
    ),
    (
        LayersRequest,
        {**BASE, "masks": [{**BITMAP, "data": 7}]},
        "masks[0].data",
        "Expected bytes for masks[0].data, got 7.",
    ),
    (
        LayersRequest,
        {**BASE, "masks": [{**BITMAP, "width": 2049}]},
        "masks[0].width",
        "Expected at most 2048 for masks[0].width, got 2049.",
    ),
    (
        LayersRequest,
        {**BASE, "masks": [{**MASK, "kind": "bitmap"}]},
        "masks[0].data",
        "Expected a value for masks[0].data, got none.",
    ),
    (
        LayersRequest,
        {**BASE, "masks": [{**MASK, "data": b"x"}]},
        "masks[0].data",
        "Expected only the fields of the protocol, got masks[0].data.",
    ),
    (SuperpixelsRequest, {**BASE, "segments": 1}, "segments", "Expected at least 2 for segments, got 1."),
    (SuperpixelsRequest, {**BASE, "segments": 1001}, "segments", "Expected at most 1000 for segments, got 1001."),
    (
        SuperpixelsRequest,
        {**BASE, "compactness": 0.05},
        "compactness",
        "Expected at least 0.1 for compactness, got 0.05.",
    ),
    (
        SuperpixelsRequest,
        {**BASE, "compactness": float("nan")},
        "compactness",
        "Expected a finite number for compactness, got nan.",
    ),
    (LayersRequest, {**BASE, "layers": []}, "layers", "Expected at least 1 items for layers, got 0 items."),
    (LayersRequest, {**BASE, "layers": ["a", None]}, "layers[1]", "Expected a string for layers[1], got null."),
    (LayersRequest, {**BASE, "url": "http://x"}, "url", "Expected only the fields of the protocol, got url."),
    (
        LayersRequest,
        {**BASE, "fill": "red"},
        "fill",
        f"Expected {', '.join(map(repr, FILLS.names[:-1]))} or {FILLS.names[-1]!r} for fill, got 'red'.",
    ),
    (
        ActivationsRequest,
        {**BASE, "layer": "x", "channels": [-1]},
        "channels[0]",
        "Expected at least 0 for channels[0], got -1.",
    ),
    (
        PoolRequest,
        {**BASE, "windows": [{"size": 0, "stride": 1}]},
        "windows[0].size",
        "Expected at least 1 for windows[0].size, got 0.",
    ),
    (
        BoundaryRequest,
        {"pool": {**BASE, "per_label": "x"}},
        "pool.per_label",
        "Expected a whole number for pool.per_label, got 'x'.",
    ),
]


@pytest.mark.parametrize(("model", "value", "field", "message"), CASES, ids=[case[3] for case in CASES])
def test_the_field_is_named_and_the_sentence_says_what_is_wrong(
    model: type[Message], value: Any, field: str | None, message: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        validate(value, model)
    assert (caught.value.field, caught.value.message) == (field, message)


def test_further_faults_are_hinted_at() -> None:
    with pytest.raises(InvalidInput) as caught:
        validate({"clusters": "x", "image_id": 1}, LayersRequest)
    assert caught.value.hint == "Also wrong: network_id, clusters."


def test_long_values_and_paths_are_cut() -> None:
    with pytest.raises(InvalidInput) as caught:
        validate({**BASE, "k" * 10_000: 1, "image_id": "x" * 100_000}, LayersRequest)
    error = caught.value
    assert len(error.message) < 300
    with pytest.raises(InvalidInput) as caught:
        validate({**BASE, "k" * 10_000: 1}, LayersRequest)
    assert caught.value.field is not None
    assert len(caught.value.field) == 120


@pytest.mark.parametrize(
    ("location", "value", "path"),
    [
        ((), {}, ""),
        (("a", 0, "b"), {"a": [{"b": 1}]}, "a[0].b"),
        (("a", "SomeModel", "b"), {"a": {"b": 1}}, "a.b"),
        (("function-wrap", "a"), {"a": 1}, "a"),
        (("a", 5, "missing"), {"a": []}, "a[5].missing"),
    ],
)
def test_names_of_union_branches_are_left_out_of_a_path(location: tuple[str | int, ...], value: Any, path: str) -> None:
    assert field_path(location, value) == path


def test_shortened_speaks_the_clients_language() -> None:
    assert [shortened(value) for value in (None, True, False, 1, "a")] == ["null", "true", "false", "1", "'a'"]
    assert len(shortened("x" * 1000)) <= 40
    assert len(shortened({str(index): [index] * 100 for index in range(100)})) < 120
