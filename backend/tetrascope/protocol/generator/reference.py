"""The reference of every message and field, `messages.md`."""

from collections.abc import Iterable, Sequence
from typing import Any

from tetrascope.protocol.endpoints import ENDPOINTS
from tetrascope.protocol.frames import FROM_CLIENT, FROM_SERVER
from tetrascope.protocol.generator.mark import MARK
from tetrascope.protocol.message import Message
from tetrascope.protocol.messages import PROTOCOL_MESSAGES, SENT
from tetrascope.protocol.methods import CRITERIA, FILLS, REPRESENTATIVES, Methods
from tetrascope.protocol.schema import message_schemas
from tetrascope.protocol.study.event_kinds import EVENTS, ContentField
from tetrascope.protocol.version import PROTOCOL_VERSION

_REF = "#/$defs/"
_INTRODUCTION = f"""# Messages of protocol {PROTOCOL_VERSION}

<!-- {MARK} -->

Every message and every field. [The guide](README.md) says how they work together, and [schema.json](schema.json)
says the same as this page for programs.

- *whole number*, *number*, *text*, *true or false*, *null* and *array* are the types of MessagePack and of JSON.
- *bytes* are `bin` in MessagePack and base64 text in JSON.
- `name?` marks a field that a client may leave out; the default stands beside it. The server always sends every
  field of a message, so an optional value is null rather than absent.
- Pixels and positions in a map are (row, column), counted from 0 at the top left.
- Probabilities and entropies are shares, 0..1.
"""


def reference_page() -> str:
    """The page, in Markdown."""
    schemas = message_schemas(_REF + "{model}")
    sections = [_INTRODUCTION, _contents()]
    sections += [_section(message, schemas[message.__name__], schemas) for message in PROTOCOL_MESSAGES]
    sections += [_methods("Fills", FILLS), _methods("Criteria", CRITERIA)]
    sections += [_methods("Representatives", REPRESENTATIVES), _events()]
    return "\n".join(sections)


def _contents() -> str:
    asked = [endpoint.request for endpoint in ENDPOINTS if endpoint.request]
    answered = [endpoint.answer for endpoint in ENDPOINTS]
    groups: dict[str, Sequence[type[Message]]] = {
        "What a client posts": asked,
        "What the server answers over HTTP": answered,
        "Frames that a client sends on the stream": FROM_CLIENT,
        "Frames that the server sends on the stream": FROM_SERVER,
    }
    named = {message for group in groups.values() for message in group}
    groups["What these are made of"] = [message for message in PROTOCOL_MESSAGES if message not in named]
    lists = [f"- {title}: {_links(group)}\n" for title, group in groups.items()]
    return "".join(
        [
            *lists,
            "- Methods that messages name: [Fills](#fills), [Criteria](#criteria), "
            "[Representatives](#representatives)\n",
            "- What happens in a user study: [Events](#events)\n",
        ]
    )


def _methods(title: str, methods: Methods) -> str:
    rows = [f"| `{method.name}` | {method.title} | {_text(method.meaning)} |" for method in methods.described()]
    return "\n".join([f"## {title}", "", methods.meaning, "", "| Name | Title | Meaning |", "|---|---|---|", *rows, ""])


def _events() -> str:
    rows = [
        f"| `{kind}` | {_text(described.meaning)} | {'; '.join(map(_content, described.content))} |"
        for kind, described in EVENTS.items()
    ]
    meaning = "What happens in a session of a user study. `content` may tell more than its kind asks for."
    return "\n".join(["## Events", "", meaning, "", "| Kind | Meaning | Content |", "|---|---|---|", *rows, ""])


def _content(field: ContentField) -> str:
    return f"`{field.name}`{'' if field.required else '?'}: {_text(field.meaning)}"


def _links(messages: Iterable[type[Message]]) -> str:
    return ", ".join(_link(message.__name__) for message in dict.fromkeys(messages))


def _link(name: str) -> str:
    return f"[{name}](#{name.lower()})"


def _section(message: type[Message], schema: dict[str, Any], schemas: dict[str, Any]) -> str:
    lines = [f"## {message.__name__}", "", _text(schema["description"]), ""]
    users = [name for name, other in schemas.items() if _mentions(other, message.__name__)]
    if users:
        lines += [f"Part of {', '.join(map(_link, sorted(users)))}.", ""]
    lines += ["| Field | Type | Meaning |", "|---|---|---|"]
    required = schema.get("required", [])
    for name, field in schema["properties"].items():
        optional = "?" if message in SENT and name not in required else ""
        kind = _type(field)
        if "default" in field and "const" not in field:
            kind += f"; default {_value(field['default'])}"
        lines.append(f"| `{name}`{optional} | {kind} | {_text(field.get('description', ''))} |")
    return "\n".join([*lines, ""])


def _mentions(schema: Any, name: str) -> bool:
    if isinstance(schema, dict):
        return schema.get("$ref") == _REF + name or any(_mentions(value, name) for value in schema.values())
    return isinstance(schema, list) and any(_mentions(value, name) for value in schema)


def _type(field: dict[str, Any]) -> str:
    """The type in words, with its bounds."""
    for union in ("anyOf", "oneOf"):
        if union in field:
            return " or ".join(_type(choice) for choice in field[union])
    if "$ref" in field:
        return _link(field["$ref"].removeprefix(_REF))
    if "const" in field:
        return _value(field["const"])
    if "enum" in field:
        return ", ".join(_value(value) for value in field["enum"][:-1]) + " or " + _value(field["enum"][-1])
    if "type" not in field:
        return "anything that JSON can say"
    if field["type"] == "object":
        return "map"
    if field["type"] == "array":
        bounds = _bounds(field, "minItems", "maxItems")
        return f"array of {bounds + ' ' if bounds else ''}{_type(field['items'])}"
    if field.get("contentEncoding"):
        return "bytes"
    words = {
        "integer": "whole number",
        "number": "number",
        "string": "text",
        "boolean": "true or false",
        "null": "null",
    }
    if field["type"] == "string":
        bounds = _bounds(field, "minLength", "maxLength")
        return f"text of {bounds} characters" if bounds else "text"
    bounds = _bounds(field, "minimum", "maximum")
    return f"{words[field['type']]}{' ' + bounds if bounds else ''}"


def _bounds(field: dict[str, Any], low: str, high: str) -> str:
    if low in field and high in field:
        return str(field[low]) if field[low] == field[high] else f"{field[low]}..{field[high]}"
    if low in field:
        return f"{field[low]} or more"
    return f"up to {field[high]}" if high in field else ""


def _value(value: Any) -> str:
    if value is None:
        return "null"
    return f"`{value}`" if not isinstance(value, list) else "empty" if not value else str(value)


def _text(description: str) -> str:
    return " ".join(description.split()).replace("|", "\\|")
