"""A study's file, read: a study, or every fault in it with its line."""

import re
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tetrascope.protocol.complaint import complaints
from tetrascope.study.definition.questionnaire import Questionnaire
from tetrascope.study.definition.schema import study_schema
from tetrascope.study.definition.study import Study
from tetrascope.study.file.checks import faults_of
from tetrascope.study.file.fault import Fault, PlacedFault, StudyRejected
from tetrascope.study.file.text_file import text_of
from tetrascope.study.file.toml_lines import toml_lines
from tetrascope.study.file.wording import complete, places_of
from tetrascope.study.questionnaires.builtins import BUILTINS

MAX_BYTES = 4 * 2**20
"""Size of the largest file of a study."""


def read_study(path: Path) -> Study:
    """The study that a file defines, its questionnaires complete.

    Raises:
        NotFound: there is no file that can be read.
        StudyRejected: something in it is wrong.
    """
    text = _text(path)
    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StudyRejected(str(path), [_not_toml(error)]) from None
    except RecursionError:
        raise StudyRejected(
            str(path), [PlacedFault(1, "", "Expected TOML, got tables in tables without end.")]
        ) from None
    try:
        study = Study.model_validate(value)
        faults = list(_builtin_faults(study))
    except ValidationError as error:
        raise StudyRejected(str(path), _placed(_form_faults(error, value), text)) from None
    if not faults:
        study = study.model_copy(update={"questionnaires": [complete(each) for each in study.questionnaires]})
        faults = list(faults_of(study, path.parent))
    if faults:
        raise StudyRejected(str(path), _placed(faults, text))
    return study


def rejected(path: Path, faults: list[Fault]) -> StudyRejected:
    """What is wrong with a study that could be read, with the lines of its file."""
    return StudyRejected(str(path), _placed(faults, _text(path)))


def _text(path: Path) -> str:
    return text_of(path, "study", MAX_BYTES, "`tetrascope study new NAME` writes one to begin with.", StudyRejected)


def _not_toml(error: tomllib.TOMLDecodeError) -> PlacedFault:
    told, _, place = str(error).rpartition(" (at ")
    line = re.match(r"line (\d+)", place)
    return PlacedFault(int(line[1]) if line else 1, "", f"Expected TOML, got: {told or error}.", "See https://toml.io.")


def _form_faults(error: ValidationError, value: object) -> Iterator[Fault]:
    """Values of another type, out of bounds, missing, or under names that there are not."""
    for each in complaints(error, value, named=False):
        name = str(each.location[-1]) if each.location else ""
        if each.kind == "extra_forbidden":
            near = get_close_matches(name, _field_names(), n=1)
            hint = f"Did you mean {near[0]}?" if near else "Take it out, or see docs/studies.md for what there is."
            yield Fault(each.location, f"Expected a field of a study, got {name!r}.", hint)
        elif each.kind == "string_pattern_mismatch" and name == "id":
            yield Fault(each.location, f"Expected {_ID_RULE} got {_at(value, each.location)!r}.")
        else:
            yield Fault(each.location, each.message)


def _builtin_faults(study: Study) -> Iterator[Fault]:
    """Questionnaires that are not built in, or are worded where they have no text."""
    for place, questionnaire in enumerate(study.questionnaires):
        yield from (
            Fault(("questionnaires", place, *location), message, hint)
            for location, message, hint in _builtin_fault(questionnaire)
        )


def _builtin_fault(questionnaire: Questionnaire) -> Iterator[Fault]:
    name = questionnaire.builtin
    if name is None:
        if questionnaire.wording:
            yield Fault(
                ("wording",), "Expected `wording` beside `builtin` only, got it without.", "Change the questions."
            )
        return
    if name not in BUILTINS:
        near = get_close_matches(name.lower().replace("-", "_"), BUILTINS, n=1)
        hint = f"Did you mean {near[0]}?" if near else "Write `questions` of your own instead."
        yield Fault(("builtin",), f"Expected one of {', '.join(BUILTINS)}, got {name!r}.", hint)
        return
    if questionnaire.questions:
        yield Fault(
            ("questions",), "Expected `builtin` or `questions`, got both.", "Put yours into another questionnaire."
        )
    places = places_of(complete(questionnaire.model_copy(update={"wording": {}})))
    for each in questionnaire.wording:
        if each not in places:
            near = get_close_matches(each, places, n=3)
            hint = f"Did you mean {' or '.join(near)}?" if near else f"There are {', '.join(places)}."
            yield Fault(("wording", each), f"Expected the place of a text of {name!r}, got {each!r}.", hint)


def _placed(faults: Iterator[Fault] | list[Fault], text: str) -> list[PlacedFault]:
    """The faults with their lines, from the top of the file to its end."""
    lines = toml_lines(text)
    placed = []
    for fault in dict.fromkeys(faults):
        location = fault.location
        while location not in lines:
            location = location[:-1]
        placed.append(PlacedFault(lines[location], fault.field, fault.message, fault.hint))
    return sorted(placed, key=lambda each: each.line)


_ID_RULE = "small letters, digits, _ and -, a letter or a digit first,"


def _at(value: Any, location: tuple[str | int, ...]) -> object:
    for step in location:
        value = value[step]
    return value


def _field_names() -> set[str]:
    """Of every part of a study."""
    parts = study_schema()["$defs"].values()
    return {*Study.model_fields, *(name for part in parts for name in part.get("properties", {}))}
