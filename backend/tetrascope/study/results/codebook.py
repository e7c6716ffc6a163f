"""The codebook: every file and column, every kind of event, every question. It is made of what the others are made of,
so that it cannot say something else.
"""

import inspect
from collections.abc import Iterator
from typing import Any

from tetrascope.protocol.study.event_kinds import EVENTS
from tetrascope.study.definition.question import MultipleChoice, Number, Question, Scale, SingleChoice
from tetrascope.study.definition.questionnaire import Questionnaire
from tetrascope.study.definition.study import Study
from tetrascope.study.definition.text import Text
from tetrascope.study.questionnaires.builtins import BUILTINS
from tetrascope.study.results import csv_file
from tetrascope.study.results.table import FORMS
from tetrascope.study.results.tables import TABLES


def codebook(study: Study) -> dict[str, Any]:
    """All of it as JSON; texts are by language."""
    languages = study.languages
    return {
        "study": study.id,
        "title": _texts(study.title, languages),
        "csv": list(csv_file.RULES),
        "files": [_file(table) for table in TABLES],
        "conditions": [{"id": each.id, "title": _texts(each.title, languages)} for each in study.conditions],
        "images": [{"id": each.id, "title": _texts(each.title, languages)} for each in study.images],
        "tasks": [{"id": each.id, "text": _texts(each.text, languages)} for each in study.tasks],
        "questionnaires": [_questionnaire(each, languages) for each in study.questionnaires],
        "events": [
            {"kind": kind, "meaning": event.meaning, "content": [field._asdict() for field in event.content]}
            for kind, event in EVENTS.items()
        ],
    }


def _texts(text: Text, languages: list[str]) -> dict[str, str]:
    return {language: text.in_language(language) for language in languages}


def _file(table: Any) -> dict[str, Any]:
    return {
        "name": table.name,
        "row": table.row,
        "columns": [
            {
                "name": column.name,
                "type": column.type,
                "unit": column.unit,
                "meaning": column.meaning,
                "in": list(FORMS) if column.only is None else [column.only],
            }
            for column in table.columns
        ],
    }


def _questionnaire(questionnaire: Questionnaire, languages: list[str]) -> dict[str, Any]:
    told: dict[str, Any] = {"id": questionnaire.id, "asked": list(questionnaire.asked)}
    if questionnaire.title is not None:
        told["title"] = _texts(questionnaire.title, languages)
    if questionnaire.builtin is not None:
        builtin = BUILTINS[questionnaire.builtin]
        told |= {"builtin": questionnaire.builtin, "source": builtin.source}
        if builtin.score is not None:
            told["scoring"] = inspect.cleandoc(builtin.score.__doc__ or "")
            told["scores"] = [
                {"name": name, "min": low, "max": high} for name, (_, low, high) in builtin.score_ranges.items()
            ]
    return told | {"questions": [dict(_question(each, languages)) for each in questionnaire.questions]}


def _question(question: Question, languages: list[str]) -> Iterator[tuple[str, Any]]:
    yield from (("id", question.id), ("kind", question.kind), ("text", _texts(question.text, languages)))
    yield from (("required", question.required), ("per", question.per))
    if isinstance(question, Scale):
        yield "points", list(question.points)
        yield "meanings", {str(point): _texts(text, languages) for point, text in question.meanings.items()}
    elif isinstance(question, SingleChoice | MultipleChoice):
        yield "choices", [{"id": each.id, "text": _texts(each.text, languages)} for each in question.choices]
        if question.other is not None:
            yield "other", _texts(question.other, languages)
    elif isinstance(question, Number):
        yield from (("min", question.min), ("max", question.max), ("whole", question.whole))
    else:
        yield "max_length", question.max_length
