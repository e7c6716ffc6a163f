"""What things of a study are called in its report."""

from collections.abc import Mapping
from typing import NamedTuple

from tetrascope.report.markup import text
from tetrascope.report.numbers import plain
from tetrascope.study.definition.question import MultipleChoice, Scale, SingleChoice
from tetrascope.study.definition.questionnaire import Occasion, Questionnaire
from tetrascope.study.definition.study import Study
from tetrascope.study.definition.text import Text
from tetrascope.study.findings.asked_question import About
from tetrascope.study.statistics.median import Median

OCCASIONS: Mapping[Occasion, str] = {
    "before": "Before",
    "after_condition": "After a condition",
    "after_image": "After an image",
    "comfort": "In between",
    "end": "At the end",
}
OTHER = "other"
"""What the choice is called in files to which participants add words of their own."""


class Words(NamedTuple):
    """Words for one study in one of its languages."""

    study: Study
    language: str

    def element(self, tag: str, value: str) -> str:
        """Markup of an element that holds a text of the study."""
        return f'<{tag} dir="auto" lang="{self.language}">{text(value)}</{tag}>'

    def text(self, text: Text) -> str:
        """A text of the study."""
        return text.in_language(self.language)

    def about(self, about: About) -> str:
        """What answers are about: the title of a condition or an image, or when they were given."""
        if about.condition is not None:
            return self.condition(about.condition)
        if about.image is not None:
            return next(self.text(each.title) for each in self.study.images if each.id == about.image)
        if about.turn is not None:
            return f"Time {about.turn}"
        return "All" if about.occasion is None else OCCASIONS[about.occasion]

    def condition(self, name: str) -> str:
        """The title of a condition."""
        return next(self.text(each.title) for each in self.study.conditions if each.id == name)

    def questionnaire(self, questionnaire: Questionnaire) -> str:
        """Its title, or its name where it has none."""
        return questionnaire.id if questionnaire.title is None else self.text(questionnaire.title)

    def points(self, scale: Scale) -> list[str]:
        """What each point of a scale is called: its number, and its meaning where it has one."""
        meanings = {point: f" {self.text(text)}" for point, text in scale.meanings.items()}
        return [f"{point}{meanings.get(point, '')}" for point in scale.points]

    def choices(self, question: SingleChoice | MultipleChoice) -> dict[str, str]:
        """What can be chosen, by name; the choice besides is called `OTHER`."""
        found = {choice.id: self.text(choice.text) for choice in question.choices}
        return found if question.other is None else found | {OTHER: self.text(question.other)}


def person(number: int) -> str:
    """What a participant is called."""
    return f"P{number}"


def interval(found: Median) -> str:
    """The interval of a median; a dash where there is none."""
    return "–" if found.interval is None else f"{plain(found.interval[0])} to {plain(found.interval[1])}"
