"""No two things of a kind have one name."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from tetrascope.protocol.complaint import Location
from tetrascope.study.definition.question import MultipleChoice, SingleChoice
from tetrascope.study.definition.study import Study
from tetrascope.study.file.fault import Fault


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def faults(study: Study) -> Iterator[Fault]:
    """Names that are given twice."""
    yield from _twice(study.conditions, ("conditions",))
    yield from _twice(study.images, ("images",))
    yield from _twice(study.tasks, ("tasks",))
    yield from _twice(study.questionnaires, ("questionnaires",))
    for at, questionnaire in enumerate(study.questionnaires):
        where: Location = ("questionnaires", at, "questions")
        yield from _twice(questionnaire.questions, where)
        for place, question in enumerate(questionnaire.questions):
            if isinstance(question, SingleChoice | MultipleChoice):
                yield from _twice(question.choices, (*where, place, "choices"))


def _twice(named: Sequence[_Named], where: Location) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for place, each in enumerate(named):
        if each.id in first:
            yield Fault(
                (*where, place, "id"),
                f"Expected a name of its own, got {each.id!r}, which {where[-1]}[{first[each.id]}] has.",
                "Give one of them another.",
            )
        first.setdefault(each.id, place)
