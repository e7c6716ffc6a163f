import base64
from typing import Any, NamedTuple

import numpy as np
import pytest
from tests.likeness import assert_alike, compare

from tetrascope.protocol.classes import ClassLabel, ClassScore
from tetrascope.protocol.tensor import Tensor


class Pair(NamedTuple):
    name: str
    value: float


def tensor(values: list[int], scale: float = 0.5, **changes: Any) -> dict[str, Any]:
    plain = {"shape": [len(values)], "dtype": "u1", "scale": scale, "offset": -1.0, "data": bytes(values)}
    return {**plain, **changes}


def scores(*shares: tuple[int, float]) -> dict[str, Any]:
    return {"classes": [{"label": {"index": index}, "probability": share} for index, share in shares]}


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (0.25, 0.25 + 1e-6),
        (0.0, 1e-6),
        (float("nan"), float("nan")),
        (float("inf"), float("inf")),
        (1, 1.0),
        (np.float32(0.1), 0.1),
        (np.array([1e6, 0.0]), np.array([1e6 + 1, 1e-6])),
        ([[0.5, 1.0]], np.array([[0.500001, 1.0]])),
        (np.array([0.5, 0.500001]), 0.5),
        ({"a": [1, None, True, "text", b"bytes"]}, {"a": [1, None, True, "text", b"bytes"]}),
        (Pair("a", 0.5), Pair("a", 0.500001)),
        (tensor([3, 200, 5]), tensor([3, 199, 6], scale=0.50001)),
        (tensor([3, 200]), tensor([3, 200], data=base64.b64encode(bytes([3, 200])).decode())),
        ({"channels": [1, 2, 3]}, {"channels": [3, 2, 1]}),
        (scores((7, 0.500001), (8, 0.5)), scores((8, 0.500001), (7, 0.5))),
        (scores((7, 0.5), (8, 0.100001)), scores((7, 0.5), (9, 0.1))),
    ],
)
def test_what_rounding_changes_is_alike(expected: Any, found: Any) -> None:
    assert_alike(expected, found)


@pytest.mark.parametrize(
    ("expected", "found", "told"),
    [
        (0.25, 0.26, "expected 0.25, found 0.26, 0.01 apart"),
        (10_000, 10_001, "the value: expected 10000, found 10001, 1 apart"),
        (0.5, float("nan"), "found nan"),
        (True, False, "expected True, found False"),
        (None, 0.5, "expected None, found 0.5"),
        ({"a": 1}, {"b": 1}, r"\['a'\], found \['b'\]"),
        ([1, 2], [1, 2, 3], r"found \[1, 2, 3\]"),
        ("cat", "dog", "expected 'cat', found 'dog'"),
        ([0.5, 0.5, 0.5], np.array([0.5, 0.6, 0.5]), r"1 of 3 elements, the worst at \[1\]"),
        ([0.5], np.array([0.5, 0.6]), r"shape \(2,\)"),
        (np.zeros(3), np.zeros(4), r"shape \(4,\)"),
        (np.array([[1.0, 2.0]]), np.array([[1.0, 2.5]]), r"1 of 2 elements, the worst at \[0, 1\].*2.5, 0.5 apart"),
        (np.array([9999, 5]), np.array([9999, 6]), "1 of 2 elements"),
        ({"a": [{"b": tensor([3, 200, 5])}]}, {"a": [{"b": tensor([3, 198, 5])}]}, r"\.a\[0\]\.b\.data .*at \[1\]"),
        (tensor([3]), tensor([3], dtype="u2", data=b"\x03\x00"), "expected 'u1', found 'u2'"),
        ({"channels": [1, 2]}, {"channels": [1, 3]}, r"2 of 3 values"),
        (scores((7, 0.5), (8, 0.1)), scores((7, 0.5), (9, 0.2)), r"classes\[[89]\].probability"),
        (scores((7, 0.5)), scores((7, 0.4)), r"classes\[7\].probability: expected 0.5, found 0.4"),
    ],
)
def test_what_is_no_rounding_is_told_with_its_place(expected: Any, found: Any, told: str) -> None:
    with pytest.raises(AssertionError, match=told):
        assert_alike(expected, found)


def test_messages_are_compared_as_their_maps() -> None:
    one = ClassScore(label=ClassLabel(index=3, name="cat", meaning="purrs"), probability=0.5)
    assert_alike([one], [one.model_copy(update={"probability": 0.500001})])
    assert_alike(one, one.model_dump())
    with pytest.raises(AssertionError, match=r"\[0\].probability: expected 0.5, found 0.6"):
        assert_alike([one], [one.model_copy(update={"probability": 0.6})])
    stored = Tensor(shape=[2], dtype="u1", scale=1.0, offset=0.0, data=bytes([0, 255]))
    assert_alike(stored, stored.model_copy(update={"data": bytes([1, 254])}))
    with pytest.raises(AssertionError, match=r"the worst at \[1\]\): expected 255.0, found 0.0"):
        assert_alike(stored, stored.model_copy(update={"data": bytes([0, 0])}))


def test_a_share_may_differ_and_named_fields_may_hold_anything() -> None:
    many = [{"value": float(index), "seconds": 1.0} for index in range(50)]
    other = [{"value": float(index or 7), "seconds": 2.0} for index in range(50)]
    assert compare(many, other, anything={"seconds"}).values == 50
    assert_alike(many, other, anything={"seconds"}, share=0.02)
    one_of_both: list[dict[str, Any]] = [{"share": 0.02}, {"anything": {"seconds"}}]
    for less in one_of_both:
        with pytest.raises(AssertionError):
            assert_alike(many, other, **less)
    assert_alike(tensor([0] * 100), tensor([0] * 99 + [9]), share=0.01)
    with pytest.raises(AssertionError, match="2 of 100 elements"):
        assert_alike(tensor([0] * 100), tensor([0] * 98 + [9, 9]), share=0.01)


def test_bytes_may_be_allowed_steps() -> None:
    one, other = np.array([5, 6], np.uint8), np.array([6, 6], np.uint8)
    assert_alike(one, other, absolute=1)
    with pytest.raises(AssertionError, match="1 of 2 elements"):
        assert_alike(one, other)
