"""TypeScript types of every message, for the browser client."""

import json
from collections.abc import Mapping
from typing import Any

from tetrascope.photos.formats import FROM_ANYONE, listed
from tetrascope.protocol.blocks import (
    MAX_BLOCKS,
    MAX_FILTERS,
    MAX_KERNEL,
    MAX_STRIDE,
    MAX_TRAINED_SIDE,
    MIN_TRAINED_SIDE,
)
from tetrascope.protocol.frames import FROM_SERVER
from tetrascope.protocol.generator.mark import MARK
from tetrascope.protocol.message import Message
from tetrascope.protocol.messages import PROTOCOL_MESSAGES
from tetrascope.protocol.methods import CRITERIA, FILLS, REPRESENTATIVES, Methods
from tetrascope.protocol.operations import OPERATIONS, PART_KINDS
from tetrascope.protocol.schema import message_schemas
from tetrascope.protocol.study.event_kinds import EVENTS, ContentField, ContentType, EventDescription
from tetrascope.protocol.study.events import MAX_CONTENT_BYTES, MAX_EVENTS
from tetrascope.protocol.version import PROTOCOL_VERSION

_REF = "#/$defs/"
_WORDS = {"integer": "number", "number": "number", "string": "string", "boolean": "boolean", "null": "null"}
_CONTENT: dict[ContentType, str] = {
    "text": "string",
    "whole": "number",
    "number": "number",
    "numbers": "number[]",
    "mask": "JsonMask",
    "masks": "JsonMask[]",
    "answer": "unknown",
}


def typescript_module() -> str:
    """The module: an interface for each message, and which message belongs to which operation."""
    schemas = message_schemas(_REF + "{model}")
    head = [
        f"// {MARK}",
        "",
        f'export const PROTOCOL_VERSION = "{PROTOCOL_VERSION}";',
        "",
        _comment("Formats of picture that a server reads, as a person calls them.", ""),
        f'export const PICTURE_FORMATS = "{listed(FROM_ANYONE)}";',
        "",
        _comment("What hides a part of the image.", ""),
        f"export type Mask = {_type(schemas['LayersRequest']['properties']['masks']['items'])};",
        "",
        _comment("One of the blocks of which a network is made, one after another.", ""),
        f"export type Block = {_type(schemas['BlockList']['properties']['blocks']['items'])};",
        "",
        _comment("Bounds of a list of blocks: how many, their settings, and sides of an input that is trained.", ""),
        f"export const BLOCK_BOUNDS = {_bounds()};",
        "",
        _methods("FILLS", FILLS),
        _methods("CRITERIA", CRITERIA),
        _methods("REPRESENTATIVES", REPRESENTATIVES),
    ]
    interfaces = [_interface(message, schemas[message.__name__]) for message in PROTOCOL_MESSAGES]
    requests = {each.name: each.request for each in OPERATIONS.values()}
    answers = {each.name: each.answer for each in OPERATIONS.values()}
    tables = [
        _table(
            "OperationRequests",
            "What each operation is asked with.",
            requests,
        ),
        _table(
            "OperationAnswers",
            "What each operation is answered with over HTTP.",
            answers,
        ),
        _table("PartContents", "Which message a part's `content` is, by the part's `kind`.", PART_KINDS),
    ]
    return "\n".join([*head, *interfaces, *tables, _kinds(), *_events()])


def request_defaults_module() -> str:
    """The module: what each operation's request means by a field that it leaves out. Apart, for few pages need it."""
    rows = []
    for operation in OPERATIONS.values():
        fields = message_schemas(_REF + "{model}")[operation.request.__name__]["properties"]
        defaults = {name: field["default"] for name, field in fields.items() if "default" in field}
        rows.append(f"  {operation.name}: {json.dumps(defaults)},")
    meaning = "What a request of each operation means by a field that it leaves out."
    return "\n".join(
        [
            f"// {MARK}",
            "",
            _comment(meaning, ""),
            "export const REQUEST_DEFAULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {",
            *rows,
            "};",
            "",
        ]
    )


def _interface(message: type[Message], schema: dict[str, Any]) -> str:
    lines = [_comment(schema["description"], ""), f"export interface {message.__name__} {{"]
    # What the server sends is whole; only a request may leave out what has a default.
    required = schema["properties"] if not _is_sent_by_client(message) else schema.get("required", [])
    for name, field in schema["properties"].items():
        lines.append(_comment(field.get("description", ""), "  "))
        lines.append(f"  {name}{'' if name in required else '?'}: {_type(field)};")
    return "\n".join([*lines, "}", ""])


def _is_sent_by_client(message: type[Message]) -> bool:
    return message not in FROM_SERVER and message.__name__.endswith(("Request", "Frame"))


def _type(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).removeprefix(_REF)
    for union in ("anyOf", "oneOf"):
        if union in field:
            return " | ".join(_type(choice) for choice in field[union])
    if "const" in field:
        return f'"{field["const"]}"'
    if "enum" in field:
        return " | ".join(f'"{value}"' for value in field["enum"])
    if "type" not in field:
        return "unknown"
    if field["type"] == "object":
        return "Record<string, unknown>"
    if field["type"] == "array":
        item = _type(field["items"])
        return f"({item})[]" if " | " in item else f"{item}[]"
    if field.get("contentEncoding"):
        return "Uint8Array"
    return _WORDS[field["type"]]


def _table(name: str, meaning: str, messages: Mapping[str, type[Message]]) -> str:
    rows = [f"  {key}: {message.__name__};" for key, message in messages.items()]
    return "\n".join([_comment(meaning, ""), f"export interface {name} {{", *rows, "}", ""])


def _kinds() -> str:
    """Which kinds of part each operation has, as values."""
    rows = []
    for operation in OPERATIONS.values():
        kinds = ", ".join(f'"{kind}"' for kind in operation.parts)
        rows.append(f"  {operation.name}: [{kinds}],")
    meaning = "The kinds of part in which each operation is answered, in the order in which they come."
    return "\n".join([_comment(meaning, ""), "export const OPERATION_PARTS = {", *rows, "} as const;", ""])


def _bounds() -> str:
    bounds = {
        "blocks": MAX_BLOCKS,
        "filters": MAX_FILTERS,
        "kernel": MAX_KERNEL,
        "stride": MAX_STRIDE,
        "leastSide": MIN_TRAINED_SIDE,
        "mostSide": MAX_TRAINED_SIDE,
    }
    return f"{{ {', '.join(f'{name}: {value}' for name, value in bounds.items())} }} as const"


def _methods(name: str, methods: Methods) -> str:
    """Names and titles of methods, as a menu offers them, and what each does, as a part of a sentence."""
    rows = [
        f'  {{ value: "{method.name}", label: "{method.title}", meaning: "{method.meaning}" }},'
        for method in methods.described()
    ]
    return "\n".join(
        [_comment(f"{methods.meaning} In the order offered.", ""), f"export const {name} = [", *rows, "] as const;", ""]
    )


def _events() -> list[str]:
    """What the content of each kind of event in a user study tells, and the limits of what is sent of them."""
    return [
        _comment("A mask as JSON has it: the bits of a bitmap as base64.", ""),
        'export type JsonMask = Rectangle | (Omit<Bitmap, "data"> & { data: string });',
        "",
        _comment("What happens in a session of a user study, and what `content` tells of it, by the event's kind.", ""),
        "export interface EventContents {",
        *(line for kind, described in EVENTS.items() for line in _event(kind, described)),
        "}",
        "",
        _comment("What happened.", ""),
        "export type EventKind = keyof EventContents;",
        "",
        _comment("The content of an event as JSON, at most.", ""),
        f"export const MAX_CONTENT_BYTES = {MAX_CONTENT_BYTES};",
        "",
        _comment("Events of one batch, at most.", ""),
        f"export const MAX_EVENTS = {MAX_EVENTS};",
        "",
    ]


def _event(kind: str, described: EventDescription) -> list[str]:
    meaning = _comment(described.meaning, "  ")
    if not described.content:
        return [meaning, f"  {kind}: Record<string, never>;"]
    return [meaning, f"  {kind}: {{", *(line for field in described.content for line in _content(field)), "  };"]


def _content(field: ContentField) -> list[str]:
    optional = "" if field.required else "?"
    return [_comment(field.meaning, "    "), f"    {field.name}{optional}: {_CONTENT[field.type]};"]


def _comment(text: str, indent: str) -> str:
    return f"{indent}/** {' '.join(text.split())} */"
