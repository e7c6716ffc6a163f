"""What stands beside the messages in C#: operations, routes, methods, and the names that fields may hold."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from tetrascope.photos.formats import FROM_ANYONE, listed
from tetrascope.protocol.blocks import Pooled
from tetrascope.protocol.endpoints import ENDPOINTS, STREAM_PATH, Endpoint
from tetrascope.protocol.generator.csharp.text import block, camel, documentation, literal, pascal, separated, source
from tetrascope.protocol.methods import CRITERIA, FILLS, REPRESENTATIVES, Methods
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.operations import OPERATIONS, PART_KINDS
from tetrascope.protocol.schema import message_schemas
from tetrascope.protocol.study.event_kinds import EventKind
from tetrascope.protocol.study.session import QuestionKind, SessionState, StepKind
from tetrascope.protocol.version import DEFAULT_HOST, DEFAULT_PORT, HEADER, PROTOCOL_VERSION, SUBPROTOCOL

_ROOT = "/v1/"


def csharp_operations() -> str:
    """The file of what can be asked, and where."""
    types = [
        _class("Wire", "What both sides of the protocol have agreed on.", _wire()),
        _class("Operations", "Every operation.", [*map(_operation, OPERATIONS.values()), _all_operations()]),
        _class("Routes", "Where a server answers over HTTP; operations have their own.", list(_routes())),
        _class(
            "Methods",
            "Methods of which a message names one.",
            [
                _methods("Fills", FILLS),
                _methods("Criteria", CRITERIA),
                _methods("Representatives", REPRESENTATIVES),
            ],
        ),
    ]
    return source(["System", "System.Collections.Generic"], types)


def csharp_names() -> str:
    """The file of names that fields of text may hold."""
    types = [
        _class(f"{name}Names", f"{meaning} A later minor version may add others.", [_name(each) for each in values])
        for name, (meaning, values) in sorted(_enumerations().items())
    ]
    return source([], types)


def _class(name: str, meaning: str, members: list[list[str]]) -> list[str]:
    return [*documentation(meaning), *block(f"public static class {name}", separated(members))]


def _constant(name: str, value: str | int, meaning: str) -> list[str]:
    kind = "string" if isinstance(value, str) else "int"
    return [*documentation(meaning), f"public const {kind} {name} = {literal(value)};"]


def _wire() -> list[list[str]]:
    major, minor = map(int, PROTOCOL_VERSION.split("."))
    return [
        _constant("Version", PROTOCOL_VERSION, "Version of the protocol that these messages are of, `major.minor`."),
        _constant("Major", major, "A server of another major version refuses."),
        _constant("Minor", minor, "A server of a later minor version says more than these messages know."),
        _constant(
            "VersionHeader", HEADER, "Header in which a client says its major version, and a server its whole one."
        ),
        _constant("Subprotocol", SUBPROTOCOL, "What a client offers when it opens the stream."),
        _constant("DefaultHost", DEFAULT_HOST, "Where a server listens unless it is told otherwise."),
        _constant("DefaultPort", DEFAULT_PORT, "Where a server listens unless it is told otherwise."),
        _constant("Root", _ROOT, "What every route begins with."),
        _constant("Stream", STREAM_PATH, "Route of the WebSocket."),
        _constant(
            "PictureFormats", listed(FROM_ANYONE), "Formats of picture that a server reads, as a person calls them."
        ),
    ]


def _operation(operation: Operation) -> list[str]:
    kind = f"Operation<{operation.request.__name__}, {operation.answer.__name__}>"
    arguments = [literal(operation.name), literal(operation.summary), f"Protocol.{operation.answer.__name__}.Decode"]
    arguments += map(literal, operation.parts)
    return [
        *documentation(f"{operation.summary}."),
        f"public static {kind} {pascal(operation.name)} {{ get; }} =",
        f"    new {kind}(",
        *(f"        {each}," for each in arguments[:-1]),
        f"        {arguments[-1]});",
    ]


def _all_operations() -> list[str]:
    return [
        *documentation("All of them."),
        "public static IReadOnlyList<Operation> All { get; } = new Operation[]",
        "{",
        *(f"    {pascal(name)}," for name in OPERATIONS),
        "};",
    ]


def _routes() -> Iterator[list[str]]:
    for endpoint in ENDPOINTS:
        if endpoint.name not in OPERATIONS:
            yield [*documentation(f"{endpoint.summary}: {endpoint.method}."), *_route(endpoint)]


def _route(endpoint: Endpoint) -> list[str]:
    name, places = pascal(endpoint.name), re.findall(r"\{(\w+)\}", endpoint.path)
    if not places:
        return [f"public const string {name} = {literal(endpoint.path)};"]
    path = re.sub(r"\{(\w+)\}", lambda found: f"{{Uri.EscapeDataString({camel(found[1])})}}", endpoint.path)
    parameters = ", ".join(f"string {camel(place)}" for place in places)
    return block(f"public static string {name}({parameters})", [f'return $"{path}";'])


def _methods(name: str, methods: Methods) -> list[str]:
    rows = [
        line
        for method in methods.described()
        for line in (
            f"    new Method({literal(method.name)}, {literal(method.title)},",
            f"        {literal(method.meaning)}),",
        )
    ]
    return [
        *documentation(f"{methods.meaning} In the order offered, the default first."),
        f"public static IReadOnlyList<Method> {name} {{ get; }} = new[]",
        "{",
        *rows,
        "};",
    ]


def _name(value: str) -> list[str]:
    return [*documentation(f"`{value}`"), f"public const string {pascal(value)} = {literal(value)};"]


def _enumerations() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Meaning and values by the name of the class: the field's, with its message's before it where one alone has it."""
    owners: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for message, schema in message_schemas("{model}").items():
        for field, described in schema["properties"].items():
            for values in _enums(described):
                owners[values].append((message, field))
    found = {
        "Operation": ("Names of operations.", tuple(OPERATIONS)),
        "PartKind": ("Kinds of part.", tuple(PART_KINDS)),
        "EventKind": ("Kinds of event in a session of a user study.", get_args(EventKind)),
        "StepKind": ("Kinds of step of such a session.", get_args(StepKind)),
        "QuestionKind": ("Kinds of question.", get_args(QuestionKind)),
        "Pooled": ("What a pooling takes of a window or of a map.", get_args(Pooled)),
        "SessionState": ("How such a session stands.", get_args(SessionState)),
    }
    known = {values for _, values in found.values()}
    for values, places in owners.items():
        message, field = places[0]
        name = pascal(field) if len(places) > 1 else f"{message}{pascal(field)}"
        if values not in known:
            users = ", ".join(f"`{message}.{field}`" for message, field in places)
            found[name] = (f"What {users} may hold.", values)
    return found


def _enums(field: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    if "enum" in field:
        yield tuple(field["enum"])
    for choice in field.get("anyOf", []):
        yield from _enums(choice)
