import asyncio
import json
from typing import Any

import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.api.scripted_engine import clustered_layer, tensor

from tetrascope.api.codec import MAX_DEPTH, MAX_ITEMS, decode, parse
from tetrascope.errors import InvalidInput
from tetrascope.protocol.form import Form, encode_now
from tetrascope.protocol.operations.layers import ClusteredLayer, LayersRequest
from tetrascope.protocol.tensor import Tensor

ASKED = {"image_id": "a", "network_id": "b"}


def read(data: bytes, form: Form = Form.MSGPACK) -> Any:
    return asyncio.run(parse(data, form))


def nested(depth: int) -> Any:
    value: Any = 0
    for _ in range(depth):
        value = [value]
    return value


BAD_MSGPACK = [
    ("empty", b"", "empty"),
    ("truncated", msgpack.packb(ASKED)[:-1], "incomplete"),
    ("trailing bytes", msgpack.packb(ASKED) + b"\x00", "extra data"),
    ("reserved byte", b"\xc1", "msgpack"),
    ("extension type", b"\xd4\x05\x00", "max_ext_len"),
    ("extension type without data", b"\xc7\x00\x05", "extension"),
    ("timestamp", b"\xd6\xff\x00\x00\x00\x01", "max_ext_len"),
    ("key that is a number", b"\x81\x01\x02", "strict_map_key"),
    ("key that is bytes", b"\x81\xc4\x01a\x02", "strings as the keys"),
    ("a key twice", b"\x82\xa1a\x01\xa1a\x02", "twice"),
    ("invalid UTF-8", b"\xa2\xff\xfe", "utf-8"),
    ("array longer than the bytes", b"\xdd\xff\xff\xff\xff", "max_array_len"),
    ("map longer than the bytes", b"\xdf\xff\xff\xff\xff", "max_map_len"),
    ("array too long", msgpack.packb([0] * (MAX_ITEMS + 1)), "max_array_len"),
    ("too deep", msgpack.packb(nested(MAX_DEPTH + 1)), "nesting"),
    ("far too deep", b"\x91" * 100_000 + b"\xc0", "nesting"),
    ("too many values", msgpack.packb([[0] * 8000] * 5), "values"),
]


@pytest.mark.parametrize(("data", "words"), [case[1:] for case in BAD_MSGPACK], ids=[case[0] for case in BAD_MSGPACK])
def test_bad_msgpack_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(InvalidInput, match=words) as caught:
        read(data)
    assert caught.value.code == "malformed"


BAD_JSON = [
    ("empty", b""),
    ("truncated", b'{"a": 1'),
    ("trailing", b"{} {}"),
    ("NaN", b'{"a": NaN}'),
    ("Infinity", b"[-Infinity]"),
    ("a key twice", b'{"a": 1, "a": 2}'),
    ("invalid UTF-8", b'"\xff"'),
    ("half a surrogate pair", b'"\\ud800"'),
    ("half a surrogate pair as a key", b'{"\\udfff": 1}'),
    ("a number of 5000 digits", b"9" * 5000),
    ("a number above 64 bits", b"18446744073709551616"),
    ("too deep", b"[" * 17 + b"0" + b"]" * 17),
    ("far too deep", b"[" * 100_000),
    ("UTF-16", '{"a": 1}'.encode("utf-16")),
    ("too many values", json.dumps([[0] * 8000] * 5).encode()),
]


@pytest.mark.parametrize("data", [case[1] for case in BAD_JSON], ids=[case[0] for case in BAD_JSON])
def test_bad_json_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(data, Form.JSON)
    assert caught.value.code == "malformed"


def test_the_deepest_value_and_the_longest_array_are_read() -> None:
    assert read(msgpack.packb(nested(MAX_DEPTH))) == nested(MAX_DEPTH)
    assert read(msgpack.packb([0] * MAX_ITEMS)) == [0] * MAX_ITEMS
    assert read(b"[" * 16 + b"0" + b"]" * 16, Form.JSON) == nested(16)
    assert read(b"[-9223372036854775808, 18446744073709551615]", Form.JSON) == [-(2**63), 2**64 - 1]


@pytest.mark.parametrize("form", list(Form))
def test_a_request_survives_both_forms(form: Form) -> None:
    request = LayersRequest(image_id="ä", network_id="b", clusters=5, layers=["x"])
    assert asyncio.run(decode(encode_now(request, form), form, LayersRequest)) == request


def test_bytes_are_bin_in_msgpack_and_plain_base64_in_json() -> None:
    data = bytes([251, 239, 255, 0])
    value = tensor(4, data=data)
    assert msgpack.unpackb(encode_now(value, Form.MSGPACK))["data"] == data
    text = encode_now(value, Form.JSON)
    assert json.loads(text)["data"] == "++//AA=="
    assert Tensor.model_validate_json(text) == value


def test_an_answer_survives_msgpack() -> None:
    layer = clustered_layer(3)
    assert ClusteredLayer.model_validate(msgpack.unpackb(encode_now(layer, Form.MSGPACK))) == layer


@given(st.binary(max_size=200), st.sampled_from(list(Form)))
def test_any_bytes_are_read_or_refused(data: bytes, form: Form) -> None:
    try:
        value = read(data, form)
    except InvalidInput as error:
        assert error.code == "malformed"
    else:
        assert value is None or isinstance(value, bool | int | float | str | bytes | list | dict)
