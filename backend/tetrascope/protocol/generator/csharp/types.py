"""Which type of C# a field of a message has, and which fields hold one of several messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from tetrascope.protocol.blocks import Block
from tetrascope.protocol.frames import FROM_CLIENT, FROM_SERVER
from tetrascope.protocol.masks import Mask
from tetrascope.protocol.message import Message
from tetrascope.protocol.operations import OPERATIONS, PART_KINDS
from tetrascope.protocol.schema import message_schemas

_REF = "#/$defs/"
SCHEMAS = message_schemas(_REF + "{model}")


@dataclass(frozen=True)
class Union:
    """Messages of which a field holds one, with the base class that they have in C#."""

    base: str
    meaning: str
    told_by: str
    """The field that tells which one it is."""
    tells: str
    """What that field means."""
    members: Mapping[str, type[Message]]
    """By what that field holds."""
    inside: bool
    """Whether the field is one of the message's own, or of the message around it."""
    absent: str | None = None
    """What holds where the field is left out."""
    unknown: str | None = None
    """The class of one that a later minor version may have brought; without one it is an error."""
    decodes: bool = False
    """Whether it arrives by itself."""
    apart: bool = False
    """Whether its messages have other base classes, or none; then a static class reads them, as `Message`."""

    @property
    def type(self) -> str:
        """The type of a field that holds one."""
        return "Message" if self.apart else self.base

    @property
    def shared(self) -> list[str]:
        """Fields that all have with the same type."""
        first, *others = [SCHEMAS[message.__name__]["properties"] for message in self.members.values()]
        return [
            name
            for name, field in first.items()
            if "const" not in field
            and all(name in other and csharp_type(other[name]) == csharp_type(field) for other in others)
        ]


def _by_const(messages: tuple[type[Message], ...], field: str) -> dict[str, type[Message]]:
    return {SCHEMAS[each.__name__]["properties"][field]["const"]: each for each in messages}


_MASKS = tuple(get_args(each)[0] for each in get_args(get_args(Mask)[0]))
_BLOCKS = get_args(get_args(Block)[0])
UNIONS = [
    Union(
        "Mask",
        "What hides a part of the image.",
        "kind",
        "Its shape.",
        _by_const(_MASKS, "kind"),
        True,
        absent="rectangle",
    ),
    Union(
        "Block",
        "One of the blocks of which a network is made, one after another.",
        "kind",
        "Which block it is.",
        _by_const(_BLOCKS, "kind"),
        True,
    ),
    Union(
        "AnalysisRequest",
        "A question that a server answers; one for each operation.",
        "operation",
        "Name of the operation.",
        {operation.name: operation.request for operation in OPERATIONS.values()},
        False,
    ),
    Union("Part", "A part of an answer.", "kind", "Which part it is.", PART_KINDS, False, unknown="UnknownPart"),
    Union(
        "AnyAnswer",
        "The whole answer of an operation, any of them.",
        "operation",
        "Name of the operation.",
        {operation.name: operation.answer for operation in OPERATIONS.values()},
        False,
        apart=True,
    ),
    Union(
        "ClientFrame",
        "What a client sends on the stream.",
        "type",
        "Which frame it is.",
        _by_const(FROM_CLIENT, "type"),
        True,
    ),
    Union(
        "ServerFrame",
        "What a server sends on the stream.",
        "type",
        "Which frame it is.",
        _by_const(FROM_SERVER, "type"),
        True,
        unknown="UnknownFrame",
        decodes=True,
    ),
]
ANY, ANY_MAP = "object?", "IReadOnlyDictionary<string, object?>"
"""Types of what may be anything that JSON can say."""
UNION_OF = {message.__name__: union for union in UNIONS if not union.apart for message in union.members.values()}


def csharp_type(field: dict[str, Any]) -> str:
    """The type of a field; with a question mark where it may be null."""
    choices = without_null(field)
    if choices is not None:
        return f"{csharp_type(choices)}?"
    union = union_of(field)
    if union is not None:
        return union.type
    if "$ref" in field:
        return str(field["$ref"]).removeprefix(_REF)
    if "type" not in field:
        return ANY
    if field["type"] == "object":
        return ANY_MAP
    if field["type"] == "array":
        return f"IReadOnlyList<{csharp_type(field['items'])}>"
    if field.get("contentEncoding"):
        return "ReadOnlyMemory<byte>"
    if field.get("format") == "int64":
        return "long"
    return {"integer": "int", "number": "double", "string": "string", "boolean": "bool"}[field["type"]]


def without_null(field: dict[str, Any]) -> dict[str, Any] | None:
    """What a field holds that may be null; None where it may not."""
    others = [choice for choice in field.get("anyOf", []) if choice.get("type") != "null"]
    if len(others) == len(field.get("anyOf", [])):
        return None
    return others[0] if len(others) == 1 else {"anyOf": others}


def union_of(field: dict[str, Any]) -> Union | None:
    """The union of which a field holds one; None where it holds none. `ValueError` where `UNIONS` lacks it."""
    choices = field.get("anyOf") or field.get("oneOf")
    if choices is None:
        return None
    names = {str(choice["$ref"]).removeprefix(_REF) for choice in choices}
    for union in UNIONS:
        if names == {message.__name__ for message in union.members.values()}:
            return union
    raise ValueError(f"Expected one of UNIONS, got a field that holds one of {', '.join(sorted(names))}.")
