"""What a person reads, in one language or in several."""

from collections.abc import Iterator
from typing import Any

from pydantic import ConfigDict, GetJsonSchemaHandler, RootModel, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from tetrascope.protocol.complaint import Location
from tetrascope.protocol.message import Message

MAX_TEXT = 20_000
"""Characters of the longest text in one language."""
_ONLY = ""
"""Stands for the language of a text that is written without one."""


class Text(RootModel[dict[str, str]]):
    """A text; a table of texts by language, such as `{ en = "Cat", de = "Katze" }`, in a study of several languages."""

    model_config = ConfigDict(frozen=True, strict=True)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, Text):
            return value.root
        table = {_ONLY: value} if isinstance(value, str) else value
        if not isinstance(table, dict) or not table or not all(isinstance(text, str) for text in table.values()):
            raise PydanticCustomError("text", "Expected a text, or a table of texts by language")
        for text in table.values():
            if not text.strip():
                raise PydanticCustomError("text_empty", "Expected a text that is not empty")
            if len(text) > MAX_TEXT:
                raise PydanticCustomError("text_long", f"Expected a text of at most {MAX_TEXT} characters")
        return table

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        text = {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}
        table = {"type": "object", "additionalProperties": text, "minProperties": 1}
        return {"description": cls.__doc__, "anyOf": [text, table]}

    @property
    def languages(self) -> set[str]:
        """The languages it is written in; none where it does not say."""
        return set(self.root) - {_ONLY}

    def in_language(self, language: str) -> str:
        """The text for who reads that language.

        Raises:
            KeyError: it is not written in it; of a study that has been checked, every text is in every language.
        """
        return self.root[_ONLY] if _ONLY in self.root else self.root[language]


def texts_of(value: object, location: Location = ()) -> Iterator[tuple[Location, Text]]:
    """Every text within a part of a study, and where it stands."""
    if isinstance(value, Text):
        yield location, value
    elif isinstance(value, Message):
        for name in type(value).model_fields:
            yield from texts_of(getattr(value, name), (*location, name))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts_of(each, (*location, key))
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from texts_of(each, (*location, place))
