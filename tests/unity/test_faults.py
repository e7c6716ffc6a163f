"""What a person sees in the Unity client when something goes wrong, and what is not lost; by its own components."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgpack
import numpy as np
import pytest
from PIL import Image
from tests.browser.server_process import ServerProcess
from tests.unity.player import Player, State, complete
from tests.unity.stand_in_server import greeting, spoiling
from tests.unity.toolchain import Dotnet

TOKEN = "the-servers-own-token-00"
OUT_OF_MEMORY = {"code": "failed", "message": "The network ran out of memory.", "hint": "Ask again.", "field": None}


@pytest.fixture
def player(dotnet: Dotnet, tmp_path: Path) -> Iterator[Player]:
    with Player(dotnet, tmp_path) as player:
        yield player


def banner(state: State) -> str:
    """What stands above everything; nothing where all is well."""
    return str(state["texts"].get("connection-banner", ""))


def draw_mask(player: Player, top: int, left: int) -> None:
    player.point_at(row=top, column=left)
    player.press(True)
    player.point_at(row=top + 40, column=left + 40)
    player.press(False)


def test_a_wrong_token_is_asked_for_until_it_is_right_and_then_remembered(player: Player) -> None:
    served = ServerProcess(TOKEN)
    player.play(served.address, token="another-token-than-the-servers")
    state = player.until(lambda state: state["connection"] == "Token")
    assert banner(state).startswith("This server asks for a token. Expected this server's token, got another.")
    assert "Whoever started it has the token" in banner(state)
    assert "connection-act" not in state["texts"], "the field for it is here"
    player.set("token", "short")
    player.click("connect")
    assert "Expected 16 to 256 letters" in player.state["texts"]["connection-status"]
    player.set("token", f"{served.address}/#token={TOKEN}")
    player.click("connect")
    state = player.until(lambda state: state["connection"] == "Ready")
    assert state["texts"]["connection-status"].startswith(f"Connected to {served.address}, Tetrascope 0.")
    player.until(lambda state: not banner(state))

    player.set("token", "")
    player.set("address", "not an address")
    player.click("connect")
    assert "Expected the address of a server" in player.state["texts"]["connection-status"]
    player.set("address", "http://127.0.0.1:9")
    player.click("connect")
    player.until(lambda state: state["connection"] == "Lost")
    player.set("address", served.address)
    player.click("connect")
    player.until(lambda state: state["connection"] == "Ready")
    served.close()


def test_a_server_that_asks_for_a_token_in_the_midst_of_a_scene_leads_to_where_it_is_given(player: Player) -> None:
    served = ServerProcess()
    player.play(served.address)
    player.choose("cat")
    player.click("start-structure")
    player.until(complete)
    draw_mask(player, 40, 40)
    player.until(complete)
    served.kill()
    served.token = TOKEN
    served.start()
    state = player.until(lambda state: state["connection"] == "Token")
    assert state["texts"]["connection-act"] == "Open the menu"
    player.click("connection-act")
    player.set("token", TOKEN)
    player.click("connect")
    player.until(lambda state: state["connection"] == "Ready")
    player.click("start-structure")
    assert player.until(complete)["structure"]["masks"] == 1, "what was drawn is still there"
    served.close()


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
def test_another_protocol_version_is_told_of(player: Player, frames: list[Any], code: int | None, text: str) -> None:
    with greeting(frames, code) as address:
        player.play(address)
        state = player.until(lambda state: state["connection"] == "Refused")
        assert banner(state).startswith(f"This client and the server do not fit together. {text}")
        assert state["texts"]["connection-act"] == "Try now"
        assert "Next try" not in banner(state), "of itself nothing would change"


def test_answers_that_stay_damaged_are_told_of_and_can_be_asked_for_again(
    player: Player, served: ServerProcess
) -> None:
    damage: list[bool] = []

    def spoil(frame: bytes) -> bytes:
        return frame[: len(frame) // 2] if damage else frame

    with spoiling(served.address, spoil) as address:
        player.play(address)
        player.choose("cat")
        player.click("start-structure")
        player.until(complete)
        damage.append(True)
        draw_mask(player, 40, 40)
        state = player.until(lambda state: state["structure"]["state"] == "Failed")
        assert state["texts"]["structure-status"].startswith("The server's answer could not be read. Try again;")
        assert state["structure"]["masks"] == 1
        assert len(state["structure"]["classes"]) == 10, "the answer before stays"
        damage.clear()
        state = player.until(lambda state: complete(state) or try_again(player, state))
        assert (state["structure"]["masks"], state["connection"]) == (1, "Ready")


def test_a_server_that_is_killed_in_mid_pool_costs_nothing_that_was_made(player: Player, mortal: ServerProcess) -> None:
    player.play(mortal.address)
    player.choose("coffee")
    player.click("start-structure")
    player.until(complete)
    draw_mask(player, 40, 40)
    player.until(complete)
    player.click("keep")
    draw_mask(player, 120, 120)
    player.until(complete)
    player.click("go-pool")
    before = player.until(lambda state: state["pool"]["images"] > 20)["pool"]["images"]
    assert not player.state["pool"]["whole"]
    mortal.kill()
    assert player.until(lambda state: state["connection"] == "Lost")["pool"]["images"] >= before
    state = player.until(lambda state: "Expected a server" in banner(state) and "Next try in" in banner(state))
    assert banner(state).startswith(f"The server does not answer. Expected a server at {mortal.address}, got none")
    assert "What you see stays, and goes on where it was as soon as the server is back." in banner(state)
    assert state["pool"]["images"] >= before
    assert state["texts"]["pool-stage"] == "Waiting for the server"
    player.click("go-structure")
    assert player.state["structure"]["masks"] == 2
    player.click("undo")
    assert player.state["structure"]["masks"] == 1, "what needs no server goes on"
    player.click("go-pool")

    mortal.start()
    player.click("connection-act")
    seen = [banner(player.until(lambda state: state["connection"] == "Ready"))]
    assert seen == ["Back. The server answers again."]
    seen = statuses(player, "pool-computed-again", lambda state: state["pool"]["whole"])
    assert len(seen) == 1 and "computes the pool again" in seen[0], "that it begins anew is said"
    assert player.state["pool"]["images"] == 299
    player.click("go-structure")
    state = player.until(complete)
    assert state["structure"]["masks"] == 1
    assert "shelf-show-1" in state["texts"], "what was kept is still there"
    player.until(lambda state: not banner(state))


def test_a_server_that_starts_after_the_client_is_found(player: Player, mortal: ServerProcess) -> None:
    mortal.kill()
    player.play(mortal.address)
    state = player.until(lambda state: "Expected a server" in state["texts"].get("network-about", ""))
    assert banner(state).startswith("The server does not answer.")
    assert not state["usable"]
    mortal.start()
    player.choose("cat")


def test_a_network_without_its_weights_says_how_to_bring_them(player: Player, served: ServerProcess) -> None:
    player.play(served.address)
    player.choose("cat")
    assert player.state["texts"]["network-about"].startswith("224 × 224 pixels, 1,000 classes")
    player.set("networks", "VGG16 (no weights here)")
    about = player.state["texts"]["network-about"]
    assert "Its weights are not on the server. To bring them (5" in about
    assert "tetrascope networks" in about
    for button in ("start-structure", "start-pool", "go-structure", "go-pool"):
        with pytest.raises(AssertionError, match="could not click"):
            player.click(button)


def test_while_a_network_is_loaded_that_is_said(player: Player, mortal: ServerProcess) -> None:
    player.play(mortal.address)  # the server that all tests share may have this network already
    player.choose("cat")
    player.set("networks", "EfficientNet-Lite1")
    player.until(lambda state: state["usable"])
    player.click("start-structure")
    seen = statuses(player, "structure-status", complete)
    assert "Loading EfficientNet-Lite1" in seen
    assert seen[-1].startswith("Updated in ")


def test_a_picture_that_is_refused_says_why_and_what_to_do(
    player: Player, served: ServerProcess, tmp_path: Path
) -> None:
    good, broken, text = tmp_path / "good.png", tmp_path / "broken.png", tmp_path / "notes.txt"
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (240, 320, 3), np.uint8)).save(good)
    broken.write_bytes(good.read_bytes()[:2000])
    text.write_text("no picture", encoding="utf-8")
    player.play(served.address)
    player.choose("cat")
    add(player, good)
    own = player.until(lambda state: state["texts"].get("file-note", "Sending…") != "Sending…")["image"]
    for path, reason in ((broken, "Expected"), (text, "Expected"), (tmp_path / "none.png", "could not be read")):
        add(player, path)
        state = player.until(lambda state: state["texts"]["file-note"] != "Sending…")
        assert reason in state["texts"]["file-note"]
        assert len(state["texts"]["file-note"].split(".")) > 2, "a reason and a next step"
        assert state["image"] == own, "what was chosen stays"
        assert f"own-{own}" in state["texts"]


def test_an_answer_that_fails_says_why_and_can_be_asked_for_again(player: Player, served: ServerProcess) -> None:
    with spoiling(served.address, failing("predictions")) as address:
        player.play(address)
        player.choose("cat")
        player.click("start-structure")
        state = player.until(lambda state: state["structure"]["state"] == "Failed")
        assert state["texts"]["structure-status"] == "The network ran out of memory. Ask again."
        assert state["connection"] == "Ready"
        player.click("structure-retry")
        assert "structure-retry" not in player.until(complete)["texts"]


def test_a_pool_that_fails_says_why_and_can_be_asked_for_again(player: Player, mortal: ServerProcess) -> None:
    with spoiling(mortal.address, failing("pool_batch", at=2)) as address:
        player.play(address)
        player.choose("rocket")  # a pool that no test has asked for comes in parts
        player.click("start-pool")
        state = player.until(lambda state: state["pool"]["state"] == "Failed")
        assert state["texts"]["pool-status"] == "The network ran out of memory. Ask again."
        assert state["pool"]["images"] > 0, "what had arrived stays"
        player.click("pool-note-retry")
        player.until(lambda state: state["pool"]["whole"])


def try_again(player: Player, state: State) -> bool:
    """Ask again where that is offered: damage that was under way may still arrive."""
    if "structure-retry" in state["texts"]:
        player.click("structure-retry")
    return False


def failing(kind: str, at: int = 1) -> Callable[[bytes], bytes]:
    """Puts an error in the place of the part of a kind that comes as number `at`, once."""
    parts: list[str] = []

    def spoil(frame: bytes) -> bytes:
        message = msgpack.unpackb(frame)
        if message["type"] == "part" and message["kind"] == kind:
            parts.append(message["id"])
            if len(parts) == at:
                return bytes(msgpack.packb({"type": "error", "id": message["id"], "error": OUT_OF_MEMORY}))
        return frame

    return spoil


def add(player: Player, file: Path) -> None:
    player.set("file", str(file))
    player.click("file-add")


def statuses(player: Player, element: str, ended: Callable[[State], object]) -> list[str]:
    """What an element says until something holds, each once."""
    seen: list[str] = []

    def look(state: State) -> object:
        text = state["texts"].get(element, "")
        if text and text not in seen[-1:]:
            seen.append(text)
        return ended(state)

    player.until(look)
    return seen
