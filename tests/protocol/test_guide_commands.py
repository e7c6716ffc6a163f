"""The guide's shell commands work when typed as they stand."""

import json
import re
import shlex
import urllib.request
from typing import Any

import msgpack
import pytest

from tetrascope.protocol.generator.files import ROOT

GUIDE = (ROOT / "protocol" / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    command
    for command in re.findall(r"^```sh\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    if command.startswith("curl")
]


@pytest.fixture(scope="module")
def cat(server: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{server}/v1/samples") as answer:
        samples = msgpack.unpackb(answer.read())["samples"]
    found: dict[str, Any] = next(sample for sample in samples if sample["name"] == "cat")
    return found


def run_curl(command: str, server: str, cat: dict[str, Any]) -> Any:
    """What curl would print; the placeholders and the photo are filled in."""
    command = command.replace("\\\n", " ").replace("IMAGE_ID", cat["image"]["image_id"]).replace("LAYER", "head_conv")
    program, *words = shlex.split(command.replace("http://127.0.0.1:8765", server))
    assert program == "curl"
    method, url, data, headers = "GET", "", None, {}
    while words:
        word = words.pop(0)
        if word == "-X":
            method = words.pop(0)
        elif word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word == "-d":
            data = words.pop(0).encode()
        elif word == "--data-binary":
            assert words.pop(0) == "@photo.jpg"
            data = cat["thumbnail"]
        else:
            assert word.startswith(server), word
            url = word
    with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method), timeout=60) as answer:
        assert answer.headers["Content-Type"] == "application/json"
        return json.loads(answer.read())


def test_the_commands(server: str, cat: dict[str, Any]) -> None:
    health, samples, layers, upload = (run_curl(command, server, cat) for command in COMMANDS)
    shown = [json.loads(block) for block in re.findall(r"^```json\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)]
    assert health.keys() == next(block for block in shown if "protocol" in block and "ready" in block).keys()
    assert "cat" in [sample["name"] for sample in samples["samples"]]
    assert layers["predictions"]["classes"][0]["label"]["name"] == "Egyptian cat"
    assert [layer["layer"] for layer in layers["layers"]] == ["head_conv"]
    assert upload.keys() == next(block for block in shown if "width" in block and "image_id" in block).keys()


def test_the_network_of_the_commands_is_the_default(server: str) -> None:
    request = urllib.request.Request(f"{server}/v1/networks", headers={"Accept": "application/json"})
    with urllib.request.urlopen(request) as answer:
        networks = json.loads(answer.read())["networks"]
    assert [network["network_id"] for network in networks if network["default"]] == ["efficientnet-lite0"]
