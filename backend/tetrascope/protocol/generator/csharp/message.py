"""The C# class of a message."""

import re

from tetrascope.protocol.generator.csharp.field import Field
from tetrascope.protocol.generator.csharp.text import block, camel, documentation, literal, pascal, separated, too_long
from tetrascope.protocol.generator.csharp.types import SCHEMAS, UNION_OF, Union, csharp_type
from tetrascope.protocol.message import Message
from tetrascope.protocol.messages import RECEIVED, SENT

_BOUNDS = {
    "minimum": ("Min{}", "Least `{}`."),
    "maximum": ("Max{}", "Most `{}`."),
    "minItems": ("Min{}", "Least number of `{}`."),
    "maxItems": ("Max{}", "Most `{}`."),
    "minLength": ("Min{}Length", "Least characters of `{}`."),
    "maxLength": ("Max{}Length", "Most characters of `{}`."),
}
"""Name of the constant and what it is, by the schema's word."""
_CHECKED = {"Bitmap", "Tensor"}
"""Messages that have a file of their own in Core besides, with a method that checks one that was read."""


def message_class(message: type[Message]) -> list[str]:
    """The class, which reads and writes itself."""
    name, schema, union = message.__name__, SCHEMAS[message.__name__], UNION_OF.get(message.__name__)
    required = schema.get("required", [])
    fields = [Field(message, each, described, each in required) for each, described in schema["properties"].items()]
    members = [
        [f"internal static readonly ItemReader<{name}> Reader = Read;"] if _is_item(name) else [],
        _table(name, fields),
        *(_default(field) for field in fields if field.has_constant),
        *(bound for field in fields for bound in _bounds(field)),
        _constructor(name, fields),
        _told(message, union) if union is not None and not union.inside else [],
        *(_property(field, union) for field in fields),
        decode(name, hides=union is not None and union.decodes),
        _reader(name, fields, hides=union is not None and union.inside),
        _writer(fields, sent=message in SENT - RECEIVED),
    ]
    head = f"public sealed {'partial ' if name in _CHECKED else ''}class {name} : {union.base if union else 'Message'}"
    return [*documentation(schema["description"]), *block(head, separated(members))]


def decode(name: str, *, hides: bool = False) -> list[str]:
    """The method that makes a message of bytes."""
    body = [
        "var reader = new MessagePackReader(bytes);",
        f"{name} message = Read(ref reader);",
        "reader.End();",
        "return message;",
    ]
    return [
        "/// <summary>The message that these bytes hold; its own bytes are views on them.</summary>",
        '/// <exception cref="MessagePackException">They hold no such message.</exception>',
        *block(f"public static {'new ' if hides else ''}{name} Decode(ReadOnlyMemory<byte> bytes)", body),
    ]


def _is_item(name: str) -> bool:
    """Whether an array holds such messages."""
    fields = (field for schema in SCHEMAS.values() for field in schema["properties"].values())
    return any("const" not in field and csharp_type(field).startswith(f"IReadOnlyList<{name}>") for field in fields)


def _table(name: str, fields: list[Field]) -> list[str]:
    names = [literal(name), *(literal(field.name + ("" if field.required else "?")) for field in fields)]
    return _call("private static readonly MessageFields Fields = new MessageFields(", names)


def _default(field: Field) -> list[str]:
    about = documentation(f"`{field.name}` where it is left out.")
    return [*about, f"public const {field.type} {field.default} = {literal(field.schema['default'])};"]


def _bounds(field: Field) -> list[list[str]]:
    return [
        [
            *documentation(meaning.format(field.name)),
            f"public const {_kind_of_bound(field, word)}"
            f" {constant.format(field.member)} = {literal(field.plain[word])};",
        ]
        for word, (constant, meaning) in _BOUNDS.items()
        if word in field.plain
    ]


def _kind_of_bound(field: Field, word: str) -> str:
    if isinstance(field.plain[word], float) or field.type == "double":
        return "double"
    return "long" if field.type == "long" else "int"


def _in_order(fields: list[Field]) -> list[Field]:
    """As a constructor takes them: those with a default last."""
    return sorted((field for field in fields if field.const is None), key=lambda field: not field.required)


def _constructor(name: str, fields: list[Field]) -> list[str]:
    parameters = [field.parameter for field in _in_order(fields)]
    head = _call(f"public {name}(", parameters, end="")
    body = [f"{field.member} = {field.value};" for field in fields if field.const is None]
    whole = all(field.required for field in _in_order(fields))
    about = "Whole." if whole else "What has a default may be left out."
    return [*documentation(about), *head[:-1], *block(head[-1], body)]


def _told(message: type[Message], union: Union) -> list[str]:
    """By what the message around it tells that it is this one."""
    value = next(value for value, each in union.members.items() if each is message)
    return ["/// <inheritdoc/>", f"public override string {pascal(union.told_by)} => {literal(value)};"]


def _property(field: Field, union: Union | None) -> list[str]:
    overrides = union is not None and union.inside and field.name in {union.told_by, *union.shared}
    value = f"=> {literal(field.const)};" if field.const is not None else "{ get; }"
    declared = f"public {'override ' if overrides else ''}{field.type} {field.member} {value}"
    return [*documentation(field.schema["description"]), declared]


def _reader(name: str, fields: list[Field], *, hides: bool) -> list[str]:
    told = {field.union.told_by for field in fields if field.union is not None and not field.union.inside}
    starts, cases = [], []
    for index, field in enumerate(fields):
        if field.const is None:
            ahead = f'reader.PeekText({literal(field.name)}) ?? ""' if field.name in told else field.start
            starts.append(f"{field.local} {camel(field.name)} = {ahead};")
            cases.append(f"case {index}: {camel(field.name)} = {_qualified(field.read(), fields)}; break;")
    switch = block("switch (entries.Field)", [*cases, "default: reader.Skip(); break;"])
    arguments = [camel(field.name) for field in _in_order(fields)]
    body = [
        *starts,
        "MessageFields.Entries entries = Fields.Begin(ref reader);",
        *block("while (entries.MoveNext(ref reader))", switch),
        *_call(f"var message = new {name}(" if name in _CHECKED else f"return new {name}(", arguments),
        *(["message.Check(reader.Position);", "return message;"] if name in _CHECKED else []),
    ]
    return block(f"internal static {'new ' if hides else ''}{name} Read(ref MessagePackReader reader)", body)


def _qualified(read: str, fields: list[Field]) -> str:
    """A message that a property of another type has the name of is named with its namespace."""
    hidden = {field.member for field in fields if field.type.rstrip("?") != field.member}
    return re.sub(r"\b(\w+)\.(?=Read)", lambda found: f"Protocol.{found[0]}" if found[1] in hidden else found[0], read)


def _writer(fields: list[Field], *, sent: bool) -> list[str]:
    """A client leaves out what has its default, so that a server of an earlier minor version may read the rest."""
    conditions = {field.name: field.differs for field in fields if sent and field.differs is not None}
    counts = [str(len(fields) - len(conditions)), *(f"({condition} ? 1 : 0)" for condition in conditions.values())]
    lines = [f"writer.WriteMapHeader({counts[0]}", *(f"    + {count}" for count in counts[1:])]
    lines[-1] += ");"
    for field in fields:
        write = [field.write()]
        lines += block(f"if ({conditions[field.name]})", write) if field.name in conditions else write
    return ["/// <inheritdoc/>", *block("public override void Write(MessagePackWriter writer)", lines)]


def _call(head: str, arguments: list[str], end: str = ";") -> list[str]:
    """A list in brackets, on one line where it fits."""
    line = f"{head}{', '.join(arguments)}){end}"
    if not too_long(f"    {line}"):
        return [line]
    return [head, *(f"    {each}," for each in arguments[:-1]), f"    {arguments[-1]}){end}"]
