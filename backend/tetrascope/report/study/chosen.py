"""Who chose what."""

from collections.abc import Iterable
from typing import Any

from tetrascope.report.study.words import OTHER


def chosen(value: Any) -> list[str]:
    """The names of what an answer to a choice chose, each once."""
    values = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(OTHER if isinstance(each, dict) else each for each in values))


def other_words(values: Iterable[Any]) -> list[str]:
    """The words that were added to the choice besides."""
    lists = (value if isinstance(value, list) else [value] for value in values)
    found = [each["other"] for each_list in lists for each in each_list if isinstance(each, dict)]
    return [words for words in found if words.strip()]
