"""The Unity client's connection and sessions against a real server: every state and number is that of the protocol."""

import base64
import io
import json
import statistics
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tests.likeness import assert_alike
from tests.unity.live import MortalServer, Visit, visiting
from tests.unity.stand_in_server import greeting, spoiling
from tests.unity.toolchain import Dotnet

NETWORK = "efficientnet-lite0"
TOKEN = "the-servers-own-token-00"


@pytest.fixture(scope="session")
def live(dotnet: Dotnet) -> Path:
    """The program that visits a server."""
    return dotnet.build("Live") / "Tetrascope.Live.dll"


@pytest.fixture(scope="module")
def mortal() -> Iterator[MortalServer]:
    """A server with a token, that can be killed and started again."""
    server = MortalServer("--token", TOKEN)
    yield server
    server.close()


def ask(address: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """What the server says, over HTTP and in JSON."""
    request = urllib.request.Request(
        address + path,
        None if body is None else json.dumps(body).encode(),
        {"Accept": "application/json", "Content-Type": "application/json", "Authorization": f"Bearer {TOKEN}"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def sample(address: str, name: str) -> dict[str, Any]:
    """What every request about a sample begins with."""
    (image,) = (each["image"] for each in ask(address, "/v1/samples")["samples"] if each["name"] == name)
    return {"image_id": image["image_id"], "network_id": NETWORK}


def rectangle(top: int, left: int, height: int, width: int) -> dict[str, Any]:
    """A mask."""
    return {"kind": "rectangle", "top": top, "left": left, "height": height, "width": width}


def assert_columns(address: str, body: dict[str, Any], event: dict[str, Any]) -> None:
    """The classes and columns of an event are those of a request."""
    found = {"predictions": event["predictions"], "layers": event["columns"]}
    assert_alike(ask(address, "/v1/layers", {**body, "groups": "original"}), found)  # as the client asks


def decoded(tensor: dict[str, Any]) -> Any:
    """The numbers of a map."""
    stored = np.frombuffer(base64.b64decode(tensor["data"]), np.uint8).reshape(tensor["shape"])
    return stored * float(tensor["scale"]) + float(tensor["offset"])


def test_scene_1_from_the_start_to_a_comparison(server: str, dotnet: Dotnet, live: Path) -> None:
    asked = sample(server, "cat")
    shown = [each["name"] for each in ask(server, f"/v1/networks/{NETWORK}")["layers"] if each["shown"]]
    drawn = {**asked, "masks": [rectangle(40, 50, 60, 60)], "fill": "blur"}
    with visiting(dotnet, live, "structure", server) as visit:
        first = visit.until("columns")
        assert first["order"] == ["predictions", *shown]
        assert_columns(server, asked, first)
        assert_alike(ask(server, "/v1/inputs", asked), first["input"])
        assert_columns(server, drawn, visit.until("drawn"))

        lifted = visit.until("lifted")
        assert_columns(server, {**asked, "masks": [rectangle(133, 95, 40, 50)]}, lifted)
        print(f"mask lifted to the last of {len(shown)} columns: {statistics.median(lifted['seconds']):.3f} s")

        maps = visit.until("maps")
        column = next(each for each in lifted["columns"] if each["layer"] == maps["layer"])
        masked = {**asked, "masks": [rectangle(133, 95, 40, 50)]}
        body = {**masked, "layer": maps["layer"], "channels": column["clusters"][1]["channels"]}
        assert_alike(ask(server, "/v1/activations", body)["maps"], maps["maps"])

        compared = visit.until("compared")
        assert compared["names"] == ["Original", "without the ear"]
        assert_compared(server, [asked, drawn], compared)
        assert_alike(
            ask(server, "/v1/superpixels", {**asked, "segments": 60}), visit.until("superpixels")["superpixels"]
        )
    assert {each["status"] for each in visit.of("state")} == {"Connecting", "Ready"}


def assert_compared(server: str, bodies: list[dict[str, Any]], compared: dict[str, Any]) -> None:
    """Each side is what the server says of it, and their difference what NumPy says."""
    maps = []
    for place, body in enumerate(bodies):
        layers = ask(server, "/v1/layers", {**body, "groups": "original", "layers": [compared["layer"]]})
        assert_alike(layers["predictions"], compared["predictions"][place])
        assert_alike(layers["layers"][0], compared["columns"][place])
        answer = ask(server, "/v1/activations", {**body, "layer": compared["layer"]})
        maps.append(np.stack([decoded(each["map"]) for each in answer["maps"]]))
    amount = np.abs(maps[1] - maps[0])
    means = amount.mean((1, 2))
    assert compared["means"] == sorted(compared["means"], reverse=True)
    assert_alike(means[compared["channels"]], compared["means"])
    assert_alike(amount.max((1, 2))[compared["channels"]], compared["largest"])


def test_scene_2_as_it_arrives_and_as_a_whole_with_its_boundary(server: str, dotnet: Dotnet, live: Path) -> None:
    with visiting(dotnet, live, "pool", server, "84/42,56/28") as visit:
        event = visit.until("pool")
    assert_pool(server, visit, event, [(84, 42), (56, 28)])


def assert_pool(address: str, visit: Visit, event: dict[str, Any], windows: list[tuple[int, int]]) -> None:
    """A pool, all that follows from it, and how it came."""
    body = {
        **sample(address, "astronaut"),
        "windows": [{"size": size, "stride": stride} for size, stride in windows],
        "fill": "mean",
        "per_label": 5,
    }
    pool, boundary = ask(address, "/v1/pools", body), ask(address, "/v1/boundaries", {"pool": body})
    assert event["state"] == "Done"
    assert event["corners"] == len(pool["vertices"])
    assert_alike(pool, event["pool"])
    assert_alike(boundary, event["boundary"], share=0.01)  # who stands just at the margin hangs on the last digits
    assert event["support_vectors"] == event["boundary"]["support_vectors"]
    changes = [each["original_probability"] - pool["examined"]["probability"] for each in pool["images"]]
    assert_alike(changes, event["changes"])
    assert_alike(pool["images"][3], event["selected"])
    assert_alike([pool["image"], pool["fill_image"]], [event["image"], event["fill_image"]])
    counts = [each["count"] for each in visit.of("images")]
    assert counts == sorted(counts), "what is there is never taken away"
    assert counts[-1] == visit.of("images")[-1]["of"] == len(pool["images"])


def test_a_pool_goes_on_when_the_server_is_killed_in_its_midst_and_started_again(
    mortal: MortalServer, dotnet: Dotnet, live: Path
) -> None:
    with visiting(dotnet, live, "pool", f"{mortal.address}/#token={TOKEN}", "50/8") as visit:
        before = visit.until("images")
        assert 0 < before["count"] < before["of"], "in its midst"
        mortal.kill()
        lost = visit.until("state", status="Lost")
        assert lost["attempt"] == 1
        assert 0 < lost["retry_in"] <= 1
        mortal.start()
        visit.until("state", status="Ready")
        event = visit.until("pool")
    refused = [each for each in visit.of("state") if each["code"]]
    assert {each["title"] for each in refused} <= {"The server does not answer."}
    assert any(each["again"] for each in visit.of("images"))
    assert_pool(mortal.address, visit, event, [(50, 8)])


def test_a_picture_of_ones_own_is_given_to_the_server_that_takes_the_place_of_the_first(
    mortal: MortalServer, dotnet: Dotnet, live: Path, tmp_path: Path
) -> None:
    rows, columns = np.mgrid[0:240, 0:320]
    pixels = np.stack([rows % 251, columns % 239, (rows + columns) % 197], axis=-1).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    (tmp_path / "waves").write_bytes(file.getvalue())
    with visiting(dotnet, live, "own", f"{mortal.address}/#token={TOKEN}", str(tmp_path / "waves")) as visit:
        first = visit.until("first")
        body = {"image_id": first["image_id"], "network_id": NETWORK}
        assert_columns(mortal.address, body, first)
        mortal.kill()
        mortal.start()
        visit.say("the server is another")
        second = visit.until("second")
        assert second["state"] == "Complete", second["code"]
    assert_columns(mortal.address, {**body, "masks": [rectangle(60, 40, 90, 160)]}, second)


def test_a_wrong_token_is_asked_for_until_it_is_right(mortal: MortalServer, dotnet: Dotnet, live: Path) -> None:
    with visiting(dotnet, live, "connect", mortal.address) as visit:
        assert visit.until("state", status="Token")["title"] == "This server asks for a token."
        visit.say("another-token-than-the-servers")
        wrong = visit.until("state", status="Token")
        assert wrong["code"] == "unauthorized"
        assert wrong["text"].startswith("Expected this server's token, got another.")
        visit.say("short")
        assert visit.until("no token")["text"].startswith("Expected 16 to 256 letters")
        visit.say(f"{mortal.address}/#token={TOKEN}")
        visit.until("state", status="Ready")


HELLO = {"type": "hello", "version": "9.0.0", "protocol": "2.0"}
REFUSAL = {"code": "protocol_mismatch", "message": "Expected version 2, got 1.", "hint": "Update it.", "field": None}


@pytest.mark.parametrize(
    ("frames", "code", "text"),
    [
        ([HELLO], None, "Expected a server that speaks version 1 of the protocol, got version 2.0."),
        ([{"type": "error", "id": None, "error": REFUSAL}], 4400, "Expected version 2, got 1. Update it."),
    ],
    ids=["that greets", "that refuses"],
)
def test_a_server_of_another_protocol_version_is_told_of(
    dotnet: Dotnet, live: Path, frames: list[Any], code: int | None, text: str
) -> None:
    with greeting(frames, code) as address, visiting(dotnet, live, "connect", address) as visit:
        refused = visit.until("state", status="Refused")
    assert refused["title"] == "This client and the server do not fit together."
    assert refused["text"].startswith(text)
    assert refused["retry_in"] is None


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("http://127.0.0.1:9", "Expected a server at http://127.0.0.1:9, got none"),
        ("http://nowhere.invalid", "Expected a computer of the name nowhere.invalid, found none."),
    ],
)
def test_an_address_where_no_server_is_says_what_to_do(dotnet: Dotnet, live: Path, address: str, text: str) -> None:
    with visiting(dotnet, live, "connect", address) as visit:
        lost = visit.until("state", status="Lost", code="unreachable")
    assert lost["title"] == "The server does not answer."
    assert lost["text"].startswith(text)
    assert "Check" in lost["text"]


def test_a_damaged_frame_costs_one_more_request_and_nothing_else(server: str, dotnet: Dotnet, live: Path) -> None:
    passed = []

    def spoil(frame: bytes) -> bytes:
        passed.append(len(frame))
        return frame[: len(frame) // 2] if len(passed) == 5 else frame

    with spoiling(server, spoil) as address, visiting(dotnet, live, "structure", address) as visit:
        first = visit.until("columns")
    assert first["order"].count("predictions") == 2, "it was asked for anew"
    assert_columns(server, sample(server, "cat"), first)
