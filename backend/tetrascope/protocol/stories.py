"""Stories: a few steps through the scenes, on a sample, that end in something the person has found out themselves."""

import re
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from tetrascope.protocol.message import Message
from tetrascope.protocol.request import Identifier

StoryScene = Literal["structure", "pool"]
"""Scene 1, network structure, or scene 2, masked images."""
StoryPlace = Literal["columns", "masks", "classes", "view", "shelf", "tetrahedron", "windows", "boundary", "importance"]
"""A part of a scene that a step points at: scene 1 has the first five, scene 2 the others."""
StoryGoal = Literal[
    "mask_drawn",
    "answer_lost",
    "cluster_opened",
    "map_opened",
    "computation_opened",
    "image_kept",
    "comparison_opened",
    "pool_answered",
    "pool_image_opened",
]
"""What the person is to do or to bring about: `answer_lost` is an answer that is no longer the original's most probable
class, `pool_answered` a pool that is there as a whole, the others are the events of the same name."""
StoryValue = Literal[
    "answer",
    "before",
    "hidden",
    "now",
    "instead",
    "tries",
    "best_hidden",
    "best_now",
    "copies",
    "changed",
]
"""What a text may tell of this person's own story, in braces.

`answer` is the original's most probable class, `before` its probability; `hidden` the share of the picture that
is hidden, `now` the class's probability then, `instead` the most probable class then, and `tries` how many
masks the person has drawn or moved since the story began. `best_hidden` and `best_now` are of the try with the
smallest share hidden among those that lost the answer. `copies` is the size of the pool, `changed` how many of
them lost the answer. Shares and probabilities are told in percent. A paragraph whose value is not known yet is
left out."""
VALUES: tuple[StoryValue, ...] = get_args(StoryValue)
PLACES: dict[StoryScene, tuple[StoryPlace, ...]] = {
    "structure": ("columns", "masks", "classes", "view", "shelf"),
    "pool": ("tetrahedron", "windows", "boundary", "importance"),
}
"""The parts that each scene has."""

_BRACES = re.compile(r"\{([^{}]*)\}")


def _known_values(text: str) -> str:
    for name in _BRACES.findall(text):
        if name not in VALUES:
            expected = ", ".join(VALUES)
            raise PydanticCustomError("story_value", "Expected one of {expected} in braces", {"expected": expected})
    return text


Line = Annotated[str, Field(min_length=1, max_length=200)]
Paragraph = Annotated[str, Field(min_length=1, max_length=800), AfterValidator(_known_values)]
"""Plain text, which may have values of `StoryValue` in braces."""
Paragraphs = Annotated[list[Paragraph], Field(max_length=6)]


class StoryQuestion(Message):
    """What the person is asked, so that they think of an answer before they see one. (Since 1.7.)"""

    text: Line
    """The question."""
    choices: list[Line] = Field(min_length=2, max_length=6)
    """What can be chosen."""
    right: int | None = Field(default=None, ge=0)
    """Which of them is right, from 0; null where none is, as of an opinion or a guess that the story tries out."""
    because: Paragraph | None = None
    """What is said once something is chosen."""

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if self.right is not None and self.right >= len(self.choices):
            raise PydanticCustomError(
                "story_right",
                "Expected `right` from 0 to {most}, the place of a choice",
                {"most": len(self.choices) - 1},
            )
        return self


class StoryStep(Message):
    """One step of a story. (Since 1.7.)"""

    scene: StoryScene
    """Where it is."""
    title: Line
    """A few words."""
    text: Paragraphs = Field(min_length=1)
    """What is told to a newcomer."""
    expert: Paragraphs = []
    """What is told to an expert in its place; empty where both are told the same."""
    points_at: StoryPlace | None = None
    """The part of the scene that is outlined meanwhile."""
    show: dict[Annotated[str, Field(pattern=r"^[a-z]{1,20}$")], Annotated[str, Field(max_length=200)]] = Field(
        default={}, max_length=16
    )
    """Settings of the scene that the step begins with, by the names and in the text that links have."""
    goal: StoryGoal | None = None
    """What is to be done before it goes on; nothing with null. It can be passed over."""
    question: StoryQuestion | None = None
    """What is asked; null for nothing."""

    @model_validator(mode="after")
    def _of_its_scene(self) -> Self:
        if self.points_at is not None and self.points_at not in PLACES[self.scene]:
            expected = ", ".join(PLACES[self.scene])
            raise PydanticCustomError(
                "story_place",
                "Expected points_at to be a part of the scene {scene}: one of {expected}",
                {"scene": self.scene, "expected": expected},
            )
        return self


class Story(Message):
    """A few steps through the scenes. (Since 1.7.)"""

    story_id: Identifier
    """Its name, unique on the server."""
    title: Line
    """A few words."""
    about: Line
    """What one finds out, in a sentence."""
    minutes: int = Field(ge=1, le=240)
    """How long it takes, about."""
    sample: Line
    """Name of the sample that it is about."""
    network_id: Identifier | None = None
    """The network that it is about; null for the one that the server begins with."""
    steps: list[StoryStep] = Field(min_length=1, max_length=40)
    """From the first to the last."""


class StoryList(Message):
    """The stories that a server offers. (Since 1.7.)"""

    stories: list[Story]
    """The first is offered first."""
