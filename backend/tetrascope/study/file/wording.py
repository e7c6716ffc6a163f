"""Questionnaires that are built in become part of the study, in the study's own words where it has some."""

from collections.abc import Iterator
from typing import Any

from tetrascope.protocol.complaint import Location
from tetrascope.study.definition.question import MultipleChoice, Question, Scale, SingleChoice
from tetrascope.study.definition.questionnaire import Questionnaire
from tetrascope.study.questionnaires.builtins import BUILTINS


def complete(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire with all of its texts and questions; one's own as it is.

    Raises:
        KeyError: none is built in by that name, or it has no text at a place that is worded. Of a study that has been
            read neither is so.
    """
    if questionnaire.builtin is None:
        return questionnaire
    builtin = BUILTINS[questionnaire.builtin]
    whole = questionnaire.model_copy(
        update={
            "title": questionnaire.title or builtin.title,
            "introduction": questionnaire.introduction or builtin.introduction,
            "questions": list(builtin.questions),
        }
    )
    places, data = places_of(whole), whole.model_dump()
    # `low` for all scales first, then `q1.low` for one of them.
    for name in sorted(questionnaire.wording, key=lambda each: len(places[each]), reverse=True):
        for location in places[name]:
            inner: Any = data
            for step in location[:-1]:
                inner = inner[step]
            inner[location[-1]] = questionnaire.wording[name].root
    return Questionnaire.model_validate(data)


def places_of(questionnaire: Questionnaire) -> dict[str, list[Location]]:
    """Where each text of a complete questionnaire stands, by the name that `wording` calls it by."""
    places: dict[str, list[Location]] = {"title": [("title",)], "introduction": [("introduction",)]}
    for index, question in enumerate(questionnaire.questions):
        for name, location in _texts(question):
            whole = ("questions", index, *location)
            places.setdefault(f"{question.id}.{name}" if name else question.id, []).append(whole)
            if isinstance(question, Scale) and name:
                places.setdefault(name, []).append(whole)
    return places


def _texts(question: Question) -> Iterator[tuple[str, Location]]:
    yield "", ("text",)
    if isinstance(question, Scale):
        yield from ((end, (end,)) for end in ("low", "high") if getattr(question, end) is not None)
        yield from ((f"labels.{place}", ("labels", place)) for place in range(len(question.labels or [])))
    if isinstance(question, SingleChoice | MultipleChoice):
        yield from ((choice.id, ("choices", place, "text")) for place, choice in enumerate(question.choices))
        if question.other is not None:
            yield "other", ("other",)
