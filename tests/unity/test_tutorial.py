"""What teaches in the Unity client, through its own components: help, question marks, tours, meanings of labels."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from tests.browser.server_process import ServerProcess
from tests.unity.metas import PACKAGE
from tests.unity.player import Player, complete
from tests.unity.toolchain import Dotnet

UI = "{UnityEngine.UIElements}"
PANELS = PACKAGE / "Runtime/Ui"
OWN_DOCUMENTS = {"Help.uxml", "Tour.uxml"}
"""Those that explain, and are not explained."""


@pytest.fixture(scope="module")
def player(dotnet: Dotnet, served: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    """The main menu of a server, with the cat chosen."""
    with Player(dotnet, tmp_path_factory.mktemp("player")) as player:
        player.play(served.address)
        player.choose("cat")
        yield player


def headings() -> list[tuple[str, list[str]]]:
    """All headings of the panels that have words of their own, with their classes."""
    documents = {
        path: ElementTree.parse(path) for path in sorted(PANELS.glob("*.uxml")) if path.name not in OWN_DOCUMENTS
    }
    labels = ((path.name, label) for path, document in documents.items() for label in document.iter(f"{UI}Label"))
    found = [(file, label, label.attrib.get("class", "").split()) for file, label in labels]
    return [
        (f"{file}: {label.attrib['text']}", classes)
        for file, label, classes in found
        if "heading" in classes and "text" in label.attrib
    ]


def test_each_heading_has_a_question_mark_of_a_topic_that_is_there() -> None:
    sources = (PACKAGE / "Runtime/Core").rglob("*Topics.cs")
    topics = set(re.findall(r'new Topic\("([\w-]+)"', "".join(path.read_text(encoding="utf-8") for path in sources)))
    assert len(headings()) >= 11
    for name, classes in headings():
        about = [each.removeprefix("about-") for each in classes if each.startswith("about-")]
        assert len(about) == 1, f"{name}: expected the class about-TOPIC, got {classes}"
        assert set(about) <= topics, f"{name}: there is no topic {about[0]}"


def test_a_question_mark_opens_its_topic(player: Player) -> None:
    for name, text in list(player.state["texts"].items()):
        if text == "?":
            player.click(name)
            assert player.state["texts"]["help-topic-title"], name
            assert "help-query" not in player.state["texts"]
    assert player.state["texts"]["help-topic-title"] == "Networks"
    player.click("help-close")
    assert "help-topic-title" not in player.state["texts"]


def test_topics_are_listed_searched_and_lead_to_others(player: Player) -> None:
    player.click("go-help")
    texts = player.state["texts"]
    assert int(texts["help-found"].split()[0]) == sum(name.startswith("topic-") for name in texts) >= 39
    assert player.state["focused"] == "help-close", "the keyboard is in the help that was opened"
    texts_of_all = texts["help-found"]
    player.set("help-query", "shannon bits")
    assert [name for name in player.state["texts"] if name.startswith("topic-")] == ["topic-entropy"]
    player.set("help-query", "giraffe")
    assert player.state["texts"]["help-found"] == "Nothing found. Try another word."
    player.set("help-query", "receptive")
    player.click("topic-receptive-field")
    texts = player.state["texts"]
    assert texts["help-topic-title"] == "Receptive field"
    assert "topic-columns" in texts, "what helps to understand it"
    player.click("topic-columns")
    assert player.state["texts"]["help-topic-title"] == "Columns"
    player.click("help-back")
    assert "topic-receptive-field" in player.state["texts"], "what was looked for is still there"
    press(player, "Leave")
    assert "help-close" not in player.state["texts"]
    press(player, "Help")
    assert player.state["texts"]["help-found"] == texts_of_all, "closed, it begins anew"
    press(player, "Leave")


def test_texts_are_in_the_words_of_the_hand_in_use(player: Player) -> None:
    for touch, word in ((True, "Double-tap a group"), (False, "Click a group")):
        player.do("hold", action="Touch", down=touch)
        press(player, "Press")
        player.click("go-help")
        player.click("topic-clusters")
        assert word in player.state["texts"]["help-text"]
        player.click("help-close")


def test_the_tour_of_the_menu_is_offered_once_and_can_be_taken_again(player: Player) -> None:
    assert player.state["texts"]["tour-offer-text"].startswith("New here?")
    player.click("tour-take")
    assert player.state["framed"] == ["tour-pictures"]
    titles, framed = walk(player)
    assert titles[0] == "Begin with a picture"
    assert framed == ["tour-pictures", "tour-network", "tour-start", "tour-scenes", "tour-help"]
    assert "tour-title" not in player.state["texts"]
    assert player.state["framed"] == []
    assert "tour-offer-text" not in player.state["texts"]
    player.click("go-help")
    player.click("help-tour")
    assert player.state["texts"]["tour-number"] == "1 of 5"
    assert player.state["focused"] == "tour-next"
    press(player, "Leave")
    assert "tour-title" not in player.state["texts"]


def test_the_tour_of_scene_1_frames_what_it_speaks_of(player: Player) -> None:
    player.click("start-structure")
    player.until(complete)
    player.point(5, 5)
    draws = player.rest()["cost"]["draws"]
    assert player.state["texts"]["tour-offer-text"].startswith("New to this scene?")
    player.click("tour-take")
    assert "click one to see them all" in player.state["texts"]["tour-text"]
    assert player.rest()["cost"]["draws"] == draws + 1, "columns stand in the scene, and the frame is one draw"
    player.click("tour-next")
    assert player.state["framed"] == ["tour-masks"]
    player.click("tour-next")
    player.rest()
    assert 0 < player.where(class_row=0)[0] < 1280, "the view turns to the classes at the far end"
    player.click("tour-back")
    assert player.state["framed"] == ["tour-masks"]
    player.click("tour-end")
    assert player.rest()["cost"]["draws"] == draws
    assert "tour-offer-text" not in player.state["texts"]


def test_a_tour_ends_where_the_person_goes_elsewhere(player: Player) -> None:
    player.click("go-pool")
    player.until(lambda state: state["pool"]["boundary"])
    player.click("tour-take")
    number = player.state["texts"]["tour-number"]
    assert re.fullmatch(r"1 of \d", number)
    player.click("go-menu")
    assert "tour-title" not in player.state["texts"]
    player.click("go-pool")
    assert "tour-offer-text" in player.state["texts"], "neither taken to its end nor declined"
    player.click("tour-decline")
    player.click("go-menu")
    player.click("go-pool")
    assert "tour-offer-text" not in player.state["texts"]


def test_a_class_says_what_it_means(player: Player) -> None:
    player.click("go-structure")
    player.until(complete)
    player.press(True, "Fit")
    player.press(False, "Fit")
    player.rest()
    player.point_at(class_row=0)
    name, share, meaning = player.frames()["texts"]["class-tip"].split("\n")
    assert name == player.state["structure"]["classes"][0] == "Egyptian cat"
    assert re.fullmatch(r"[\d.]+%", share)
    assert "cat" in meaning and len(meaning) > 20
    player.point(5, 5)
    assert "class-tip" not in player.frames()["texts"]
    player.press(True, "Home")
    player.press(False, "Home")


def test_a_label_of_scene_2_says_what_it_means(player: Player) -> None:
    player.click("go-pool")
    player.until(lambda state: state["pool"]["boundary"])
    player.rest()
    seen = {}
    for vertex in range(4):
        player.point_at(vertex=vertex)
        texts = player.frames()["texts"]
        if "label-tip" in texts:
            name, mean, meaning = texts["label-tip"].split("\n")
            seen[name] = mean
            assert len(meaning) > 20
    assert "Egyptian cat" in seen
    assert set(seen) <= set(player.state["pool"]["vertices"])
    assert len(seen) >= 3, "what stands before a label is pointed at rather than the label"
    assert seen["Egyptian cat"].endswith("· answer")
    player.point(5, 5)
    assert "label-tip" not in player.frames()["texts"]


def walk(player: Player) -> tuple[list[str], list[str]]:
    """To the end of a tour: the titles, and what was framed."""
    titles, framed = [], []
    while "tour-title" in player.state["texts"]:
        titles.append(player.state["texts"]["tour-title"])
        framed += player.state["framed"]
        player.click("tour-next")
    return titles, framed


def press(player: Player, key: str) -> None:
    player.press(True, key)
    player.press(False, key)
