"""C# reads and writes MessagePack as Python does: golden messages, messages with other numbers, random values."""

import json
import random
from collections.abc import Callable, Mapping
from typing import Any

import msgpack
import pytest
from protocol.recorder.files import read_session
from tests.unity.toolchain import ROOT, Dotnet
from tests.unity.transcode import Transcoder

from tetrascope.api.codec import validate
from tetrascope.protocol.message import Message
from tetrascope.protocol.messages import PROTOCOL_MESSAGES, SENT

GOLDEN = ROOT / "protocol/golden"
INDEX: Mapping[str, str] = json.loads((GOLDEN / "index.json").read_text(encoding="utf-8"))["messages"]
MESSAGES = {message.__name__: message for message in PROTOCOL_MESSAGES}
SEED = 20
TEXTS = ["", "a", "ä", "日本語", "😀", "x" * 31, "x" * 32, "x" * 255, "x" * 256, "x" * 65536]
EDGES = [
    0,
    1,
    -1,
    *(sign * 2**bits + step for bits in (5, 7, 8, 15, 16, 31, 32) for sign in (1, -1) for step in (-1, 0, 1)),
]
LARGE = [2**63 - 1, -(2**63), -(2**63) + 1]

ANY_JSON = {"content", "value"}
"""Fields of studies that may be anything but bytes."""
TEXTS_BY_NAME = {"show"}
"""Maps whose names are no fields: all of them are texts."""


@pytest.fixture(scope="module")
def transcode(dotnet: Dotnet) -> Transcoder:
    return Transcoder(dotnet)


def golden(name: str) -> bytes:
    return (GOLDEN / f"{name}.msgpack").read_bytes()


def test_golden_messages(transcode: Transcoder) -> None:
    written = transcode([(message, golden(name)) for name, message in INDEX.items()])
    for (name, message), (found, data) in zip(INDEX.items(), written, strict=True):
        assert found == message, (name, data)
        if MESSAGES[message] in SENT:
            assert read(message, data) == read(message, golden(name)), name
        else:
            assert data == golden(name), name


def test_messages_with_other_values(transcode: Transcoder) -> None:
    """Fields in any order, unknown ones among them, and other numbers and texts."""
    chance = random.Random(SEED)
    asked, expected = [], []
    for name, message in INDEX.items():
        for _ in range(5):
            value = varied(msgpack.unpackb(golden(name)), chance)
            asked.append((message, msgpack.packb(shuffled(value, chance))))
            expected.append(value)
    for (message, sent), value, (found, data) in zip(asked, expected, transcode(asked), strict=True):
        assert found == message, (message, data, msgpack.unpackb(sent))
        written = msgpack.unpackb(data)
        assert with_defaults(written, value) == value, message


def read(message: str, data: bytes) -> Message:
    return validate(msgpack.unpackb(data), MESSAGES[message])


def varied(value: Any, chance: random.Random) -> Any:
    """The same message with other numbers and texts; where something depends on a value, that stays."""
    if isinstance(value, dict):
        steady = {"shape", "dtype", "data", "kind", "type", "operation"} | (
            {"height", "width"} if "data" in value else set()
        )
        return {name: each if name in steady else varied(each, chance) for name, each in value.items()}
    if isinstance(value, list):
        return [varied(each, chance) for each in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return chance.choice([each for each in EDGES if -(2**31) <= each < 2**31])
    if isinstance(value, float):
        return chance.choice([0.0, -0.5, 1e-300, 1e300, chance.random()])
    return chance.choice(TEXTS[:8]) if isinstance(value, str) else value


def shuffled(value: Any, chance: random.Random) -> Any:
    """In another order, and with fields that a later minor version might have, but not in what may be any JSON."""
    if isinstance(value, dict):
        as_it_is = {*TEXTS_BY_NAME, *(ANY_JSON if "type" not in value else ())}  # the content of a frame is a message
        entries = [(key, each if key in as_it_is else shuffled(each, chance)) for key, each in value.items()]
        entries += [(f"later{number}", random_value(chance, 3)) for number in range(chance.randrange(3))]
        return dict(chance.sample(entries, len(entries)))
    return [shuffled(each, chance) for each in value] if isinstance(value, list) else value


def with_defaults(written: Any, expected: Any) -> Any:
    """What was left out because it has its default."""
    if isinstance(written, dict):
        return {key: with_defaults(written[key], value) if key in written else value for key, value in expected.items()}
    if isinstance(written, list):
        return [with_defaults(*pair) for pair in zip(written, expected, strict=True)]
    return written


def random_value(chance: random.Random, depth: int) -> Any:
    """Any value that the protocol could send."""
    makers: list[Callable[[], Any]] = [
        lambda: None,
        lambda: chance.random() < 0.5,
        lambda: chance.choice([*EDGES, *LARGE]),
        lambda: chance.getrandbits(63) >> chance.randrange(63),
        lambda: chance.uniform(-1e9, 1e9),
        lambda: chance.choice(TEXTS),
        lambda: chance.randbytes(chance.choice([0, 1, 31, 255, 256, 70_000])),
        lambda: [random_value(chance, depth - 1) for _ in range(chance.choice([0, 1, 15, 16, 20]))],
        lambda: {chance.choice("abcdefghij"): random_value(chance, depth - 1) for _ in range(chance.randrange(18))},
    ]
    return chance.choice(makers if depth > 0 else makers[:6])()


def test_random_values(transcode: Transcoder) -> None:
    chance = random.Random(SEED)
    values = [msgpack.packb(random_value(chance, 3)) for _ in range(400)]
    values += [msgpack.packb(list(range(count))) for count in (15, 16, 65535, 65536)]
    values += [msgpack.packb(each) for each in [*EDGES, *LARGE, *TEXTS, {str(key): key for key in range(70_000)}]]
    written = transcode([("", data) for data in values])
    assert [data for _, data in written] == values


def test_what_python_writes_in_other_ways(transcode: Transcoder) -> None:
    """Numbers of 32 bits, and texts and arrays with longer heads than they need."""
    ways = [msgpack.packb([0.5, 3], use_single_float=True), b"\xdb\x00\x00\x00\x01a", b"\xdc\x00\x01\xcd\x00\x05"]
    written = transcode([("", data) for data in ways])
    assert [msgpack.unpackb(data) for _, data in written] == [msgpack.unpackb(data) for data in ways]


def test_every_cut_of_a_message_is_an_error(transcode: Transcoder) -> None:
    whole = golden("layers")
    cuts = [("Layers", whole[:length]) for length in range(len(whole))]
    found = transcode(cuts)
    assert {name for name, _ in found} == {"error"}
    assert all(b"Expected" in data and b"(at byte " in data for _, data in found)


def test_reading_copies_no_tensor(transcode: Transcoder) -> None:
    """The columns of a recorded analysis, and its pool, in the frames in which they came."""
    frames = [event["frame"] for name in ("structure", "pool") for event in read_session(name) if "frame" in event]
    kinds = {"layer": 0.7, "activations": 0.05, "predictions": 0.1, "input": 0.01, "pool": 0.1}
    for kind, share in kinds.items():
        found = [frame for frame in frames if msgpack.unpackb(frame).get("kind") == kind]
        sent, taken = sum(map(len, found)), sum(transcode.allocated([("PartFrame", frame) for frame in found]))
        print(f"{kind}: {len(found)} frames of {sent} bytes, {taken} bytes taken")
        assert 0 < taken < share * sent, kind
