"""Turns pydantic's account of a wrong value into one sentence with the field named."""

import reprlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tetrascope.errors import InvalidInput

_EXPECTED: dict[str, str] = {
    "string_type": "a string",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "bytes_type": "bytes",
    "list_type": "an array",
    "dict_type": "a map",
    "model_type": "a map",
    "model_attributes_type": "a map",
    "union_tag_not_found": "a map",
    "literal_error": "{expected}",
    "greater_than": "more than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
    "string_pattern_mismatch": "text that matches {pattern}",
    "string_too_short": "at least {min_length} characters",
    "string_too_long": "at most {max_length} characters",
    "too_short": "at least {min_length} items",
    "too_long": "at most {max_length} items",
    "base64": "base64 text with padding",
    "block_names": "a name of its own for each block",
    "grey_or_colour": "1 or 3",
    "bitmap_length": "{length} bytes, one bit for each of {height} x {width} pixels,",
    "bitmap_spare": "zeros after the last pixel",
}
_MAX_PATH = 120
Location = tuple[str | int, ...]
"""Where something stands in a value: names of fields and 0-based places in lists."""

_short = reprlib.Repr()
_short.maxlevel = 2
_short.maxstring = _short.maxother = _short.maxlong = 40
_short.maxlist = _short.maxdict = 3


class Complaint(NamedTuple):
    """One thing that is wrong with a value."""

    kind: str
    """Pydantic's name of it."""
    location: Location
    """Where in the value."""
    message: str


def complaints(error: ValidationError, value: object, *, named: bool = True) -> list[Complaint]:
    """Everything that is wrong with `value`; `named` says whether messages name the field."""
    found = []
    for fault in map(_with_kind_named, error.errors(include_url=False)):
        location = _in_value(fault["loc"], value)
        path = written(location) if named else ""
        sentence = _sentence(fault["type"], path, fault["input"], fault.get("ctx", {}), fault["msg"])
        found.append(Complaint(fault["type"], location, sentence))
    return found


def complaint(error: ValidationError, value: object) -> InvalidInput:
    """The first thing wrong with `value`; the hint lists where else to look."""
    first, *rest = complaints(error, value)
    path = written(first.location)
    others = [each for each in dict.fromkeys(written(fault.location) for fault in rest) if each != path][:5]
    return InvalidInput(first.message, field=path or None, hint=f"Also wrong: {', '.join(others)}." if others else None)


def _with_kind_named(fault: ErrorDetails) -> ErrorDetails:
    """A union whose branches differ by `kind` is told as a wrong `kind`, or as one that is missing."""
    if fault["type"] == "union_tag_not_found" and isinstance(fault["input"], dict):
        return {**fault, "type": "missing", "loc": (*fault["loc"], "kind")}
    if fault["type"] != "union_tag_invalid":
        return fault
    *others, last = fault["ctx"]["expected_tags"].split(", ")
    expected = f"{', '.join(others)} or {last}"
    where = (*fault["loc"], "kind")
    return {
        **fault,
        "type": "literal_error",
        "loc": where,
        "input": fault["input"]["kind"],
        "ctx": {"expected": expected},
    }


def _sentence(kind: str, path: str, given: object, context: Mapping[str, Any], fallback: str) -> str:
    where = f" for {path}" if path else ""
    if kind == "missing":
        return f"Expected a value{where}, got none."
    if kind == "extra_forbidden":
        return f"Expected only the fields of the protocol, got {path}."
    expected = _EXPECTED.get(kind)
    if expected is None:
        return f"{fallback}{where}, got {shortened(given)}."
    received = f"{context['actual_length']} items" if "actual_length" in context else shortened(given)
    received = context.get("received", received)
    return f"Expected {expected.format(**context)}{where}, got {received}."


def _in_value(location: Location, value: object) -> Location:
    """The location without names of union branches, which are not in `value`."""
    found: list[str | int] = []
    for depth, step in enumerate(location):
        if isinstance(step, int):
            found.append(step)
            value = value[step] if isinstance(value, list) and step < len(value) else None
        elif depth == len(location) - 1 or (isinstance(value, dict) and step in value):
            found.append(step)
            value = value.get(step) if isinstance(value, dict) else None
    return tuple(found)


def field_path(location: Location, value: object) -> str:
    """`windows[0].size` for ("windows", 0, "size"). Names of union branches, which are not in `value`, are left out."""
    return written(_in_value(location, value))


def written(location: Location) -> str:
    """A location within a value as a path."""
    path = ""
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path if len(path) <= _MAX_PATH else path[: _MAX_PATH - 3] + "..."


def shortened(value: object) -> str:
    """A value as a client would write it, cut to a few words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _short.repr(value)
