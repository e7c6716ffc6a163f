"""A participant's way through a session in the Unity client, as a person takes it."""

from typing import Any

from tests.unity.player import Player
from tests.unity.study_server import StudyServer


def join(player: Player, server: StudyServer, number: int) -> None:
    """Open a participant's session from the main menu."""
    player.play(server.address)
    player.set("participant", server.link_of(number))
    player.click("study-join")
    player.until(lambda state: state["study"]["phase"] != "Opening")


def step(player: Player) -> str:
    """The step at which the participant is."""
    return str(player.state["study"]["step"])


def answer(player: Player, question: dict[str, Any]) -> None:
    """Give an answer that the question admits."""
    field = f"answer-{question['item']}"
    match question["kind"]:
        case "scale":
            player.click(f"{field}-{int(question['max'])}")
        case "single_choice":
            player.click(f"{field}-{question['choices'][0]}")
        case "multiple_choice":
            player.click(f"{field}-{question['choices'][1]}")
            player.click(f"{field}-other")
            player.set(f"{field}-words", "a mirror")
        case "number":
            player.set(field, "42")
        case _:
            player.set(field, "Because.\nAnd so.")


def answer_page(player: Player) -> None:
    """Answer the questions that are on the screen."""
    for question in player.state["study"]["questions"]:
        answer(player, question)


def go_on(player: Player) -> None:
    """Be done with a step that has no scene, page by page."""
    here = step(player)
    while step(player) == here:
        answer_page(player)
        player.click("study-next")


def leave_scene(player: Player) -> None:
    """Be done with a tutorial or a task in a scene."""
    player.click("study-done")
    player.click("study-yes")


def go_to(player: Player, name: str) -> None:
    """Go on until a step."""
    while step(player) != name:
        if player.state["study"]["in_scene"]:
            leave_scene(player)
        else:
            go_on(player)
