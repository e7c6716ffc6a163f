"""Merged labels in the Unity client: suggested, merged and taken apart, in both scenes, as a live server tells them."""

from pathlib import Path

from playwright.sync_api import Page
from tests.browser.server_process import ServerProcess
from tests.unity.player import Player, complete
from tests.unity.structure_panels import percent
from tests.unity.test_live import ask, sample
from tests.unity.test_panels import look

CAT = {"name": "cat", "classes": [281, 282, 285]}


def test_a_suggestion_is_merged_and_taken_apart(
    player: Player, served: ServerProcess, page: Page, tmp_path: Path
) -> None:
    player.until(complete)
    body = sample(served.address, "cat")
    player.click("merge-suggest")
    texts = player.until(lambda state: "merge-0" in state["texts"])["texts"]
    assert texts["merge-0"] == "Merge tabby, tiger cat and Egyptian cat into “cat”"
    look(player, page, tmp_path, "merge-suggested")
    player.click("merge-0")
    player.until(lambda state: state["texts"].get("answer-classes-0-name") == "cat")
    texts = player.until(complete)["texts"]
    classes = ask(served.address, "/v1/layers", {**body, "merged": [CAT]})["predictions"]["classes"]
    assert [texts[f"answer-classes-{k}-name"] for k in range(10)] == [each["label"]["name"] for each in classes]
    assert texts["answer-classes-0"] == percent(classes[0]["probability"])
    assert texts["merged-0"] == "Take “cat” apart: 3 classes"
    assert "merge-0" not in texts
    look(player, page, tmp_path, "merged")
    player.click("merge-suggest")
    texts = player.until(lambda state: state["texts"].get("merge-words"))["texts"]
    assert texts["merge-words"].startswith("No two of these 9 classes")
    player.click("merged-0")
    texts = player.until(lambda state: state["texts"].get("answer-classes-0-name") == "Egyptian cat")["texts"]
    assert "merged-0" not in texts
    plain = ask(served.address, "/v1/layers", body)["predictions"]["classes"]
    assert texts["answer-classes-0"] == percent(plain[0]["probability"])


def test_a_merged_label_is_given_a_name(player: Player, page: Page, tmp_path: Path) -> None:
    player.until(complete)
    player.click("merge-suggest")
    player.until(lambda state: "merge-0" in state["texts"])
    player.click("merge-0")
    player.until(lambda state: state["texts"].get("answer-classes-0-name") == "cat")
    assert player.state["fields"]["merged-0-name"] == "cat"
    player.set("merged-0-name", "lynx")  # a class that is not merged
    assert player.state["texts"]["merge-words"] == "Another label is called “lynx”."
    look(player, page, tmp_path, "merged-name-taken")
    player.set("merged-0-name", " ")
    assert player.state["texts"]["merge-words"] == "Give it a name."
    player.set("merged-0-name", " house cat ")
    texts = player.until(lambda state: state["texts"].get("answer-classes-0-name") == "house cat")["texts"]
    assert texts["merged-0"] == "Take “house cat” apart: 3 classes"
    assert "merge-words" not in texts
    look(player, page, tmp_path, "merged-name")
    player.click("merged-0")
    player.until(lambda state: state["texts"].get("answer-classes-0-name") == "Egyptian cat")


def test_the_pool_is_told_by_merged_labels(player: Player, served: ServerProcess) -> None:
    player.until(complete)
    player.click("merge-suggest")
    player.until(lambda state: "merge-0" in state["texts"])
    player.click("merge-0")
    player.until(lambda state: state["texts"].get("answer-classes-0-name") == "cat")
    player.click("go-pool")
    texts = player.until(lambda state: state["texts"].get("pool-corners-0-name") == "cat")["texts"]
    body = {**sample(served.address, "cat"), "merged": [CAT], "layers": ["stem_conv"]}
    answer = ask(served.address, "/v1/layers", body)["predictions"]["classes"][0]
    assert (texts["pool-answer-0-name"], texts["pool-answer-0"]) == ("cat", percent(answer["probability"]))
