"""The generated files of protocol/ are up to date, and do their duty."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgpack
import pytest
from jsonschema import Draft202012Validator

from tetrascope.api.codec import validate
from tetrascope.protocol.endpoints import ENDPOINTS
from tetrascope.protocol.form import Form, encode_now
from tetrascope.protocol.frames import RequestHead
from tetrascope.protocol.generator.files import ROOT, generated_files, stale_files, write_files
from tetrascope.protocol.generator.golden import EXAMPLES
from tetrascope.protocol.generator.mark import MARK
from tetrascope.protocol.messages import PROTOCOL_MESSAGES

FOLDER = ROOT / "protocol"
MESSAGES = {message.__name__: message for message in PROTOCOL_MESSAGES}
INDEX: dict[str, str] = json.loads((FOLDER / "golden" / "index.json").read_text(encoding="utf-8"))["messages"]


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def test_no_file_is_stale() -> None:
    assert stale_files() == []


def test_check_names_a_stale_file_and_generate_mends_it(tmp_path: Path) -> None:
    write_files(tmp_path)
    (tmp_path / "protocol" / "messages.md").write_text("old", encoding="utf-8")
    (tmp_path / "protocol" / "golden" / "gone.json").write_text("{}", encoding="utf-8")
    (tmp_path / "protocol" / "golden" / "tensor.msgpack").unlink()
    assert set(stale_files(tmp_path)) == {
        "protocol/messages.md",
        "protocol/golden/gone.json",
        "protocol/golden/tensor.msgpack",
    }
    write_files(tmp_path)
    assert stale_files(tmp_path) == []


def test_the_script_checks() -> None:
    command = [sys.executable, "-m", "tetrascope.protocol.generator", "--check"]
    assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0


def test_every_text_file_says_that_it_is_generated() -> None:
    golden = "protocol/golden/"
    marked = [name for name in generated_files() if not name.startswith(golden)] + [f"{golden}index.json"]
    assert len(marked) == 15
    for name in marked:
        assert MARK in (ROOT / name).read_text(encoding="utf-8"), name


def test_every_message_has_a_golden_example() -> None:
    assert set(INDEX.values()) == set(MESSAGES)
    assert set(INDEX) == set(EXAMPLES)


@pytest.mark.parametrize("name", sorted(INDEX))
def test_golden_message(name: str) -> None:
    packed = (FOLDER / "golden" / f"{name}.msgpack").read_bytes()
    shown = read(f"golden/{name}.json")
    message = validate(msgpack.unpackb(packed), MESSAGES[INDEX[name]])
    assert encode_now(message, Form.MSGPACK) == packed
    assert json.loads(encode_now(message, Form.JSON)) == shown
    assert message == EXAMPLES[name]
    validator(INDEX[name]).validate(shown)


def validator(message: str) -> Draft202012Validator:
    schema = read("schema.json")
    return Draft202012Validator({"$ref": f"#/$defs/{message}", "$defs": schema["$defs"]})


def test_the_schema_is_valid_and_refuses_what_is_wrong() -> None:
    Draft202012Validator.check_schema(read("schema.json"))
    assert not validator("Rectangle").is_valid({"top": 0, "left": 0, "height": 0, "width": 1})
    assert not validator("Rectangle").is_valid({"top": 0, "left": 0, "height": 1, "width": 1, "depth": 1})
    assert not validator("Bitmap").is_valid({"top": 0, "left": 0, "height": 1, "width": 1, "data": "gA=="})
    assert not validator("LayersRequest").is_valid({"image_id": "a"})
    assert validator("LayersRequest").is_valid({"image_id": "a", "network_id": "b"})


def test_every_message_and_field_is_described() -> None:
    definitions = read("schema.json")["$defs"]
    assert set(definitions) == set(MESSAGES)
    for name, schema in definitions.items():
        assert schema["description"], name
        for field, property_ in schema["properties"].items():
            assert property_.get("description"), f"{name}.{field}"


@pytest.mark.parametrize("name", ["schema.json", "openapi.json", "asyncapi.json"])
def test_references_resolve(name: str) -> None:
    document = read(name)
    found = list(references(document))
    assert found
    for reference in found:
        target = document
        for step in reference.removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_openapi_has_every_route() -> None:
    paths = read("openapi.json")["paths"]
    assert {(method.upper(), path) for path, item in paths.items() for method in item} == {
        (endpoint.method, endpoint.path) for endpoint in ENDPOINTS
    }


def test_asyncapi_has_every_frame_in_its_direction() -> None:
    document = read("asyncapi.json")
    frames = {name for name in MESSAGES if name.endswith("Frame")}
    payloads = {message["payload"]["$ref"].rsplit("/", 1)[1] for message in document["components"]["messages"].values()}
    assert payloads == frames
    directions = {operation["action"]: len(operation["messages"]) for operation in document["operations"].values()}
    assert directions == {"receive": 4, "send": len(frames) - 4}
    from_client = {"request", "watch", "follow", "cancel"}
    assert {m["$ref"].rsplit("/", 1)[1] for m in document["operations"]["receiveFromClient"]["messages"]} == from_client


def test_messages_page_has_every_field_with_its_default() -> None:
    page = (FOLDER / "messages.md").read_text(encoding="utf-8")
    for name, message in MESSAGES.items():
        section = re.search(rf"^## {name}$(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
        assert section, name
        for field in message.model_fields:
            assert re.search(rf"^\| `{field}`\??", section[1], re.MULTILINE), f"{name}.{field}"
    assert "| `clusters`? | whole number 1..64; default `3` |" in page


def test_the_request_frame_is_its_head_and_a_body() -> None:
    assert set(MESSAGES["RequestFrame"].model_fields) == {*RequestHead.model_fields, "body"}
