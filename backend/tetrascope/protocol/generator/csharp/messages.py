"""C# types of every message, for the Unity client: each reads and writes itself, without reflection."""

from tetrascope.protocol.generator.csharp.message import decode, message_class
from tetrascope.protocol.generator.csharp.text import block, camel, documentation, literal, pascal, separated, source
from tetrascope.protocol.generator.csharp.types import SCHEMAS, UNIONS, Union, csharp_type
from tetrascope.protocol.messages import PROTOCOL_MESSAGES

_NAMES = 4
"""Names of a list that stand on one line."""


def csharp_messages() -> str:
    """The file of all messages."""
    usings = ["System", "System.Collections.Generic", "Tetrascope.Protocol.MessagePack"]
    return source(usings, [*map(_union, UNIONS), *map(message_class, PROTOCOL_MESSAGES)])


def _union(union: Union) -> list[str]:
    """The base class, which knows how to read whichever it is."""
    if union.apart:
        return [*documentation(union.meaning), *block(f"public static class {union.base}", _read(union))]
    first = SCHEMAS[next(iter(union.members.values())).__name__]["properties"]
    shared = [
        [*documentation(first[name]["description"]), f"{csharp_type(first[name])} {pascal(name)}"]
        for name in union.shared
    ]
    told = [*documentation(union.tells), f"string {pascal(union.told_by)}"]
    body = [
        [f"internal static readonly ItemReader<{union.base}> Reader = Read;"] if union.inside else [],
        [f"private protected {union.base}()", "{", "}"],
        *([*about, f"public abstract {declared} {{ get; }}"] for *about, declared in [told, *shared]),
        decode(union.base) if union.decodes else [],
        _read(union),
    ]
    return [*documentation(union.meaning), *block(f"public abstract class {union.base} : Message", separated(body))]


def _named(union: Union) -> list[list[str]]:
    """What may be there, quoted, a few to a line."""
    names = [f"'{value}'" for value in union.members]
    return [names[first : first + _NAMES] for first in range(0, len(names), _NAMES)]


def _read(union: Union) -> list[str]:
    told = camel(union.told_by)
    cases = [
        f"case {literal(value)}: return {each.__name__}.Read(ref reader);" for value, each in union.members.items()
    ]
    if union.unknown:
        cases.append(f"default: return new {union.unknown}({told}, reader.ReadRaw());")
    else:
        first, *others = [" or ".join(names) for names in _named(union)]
        cases += [
            "default:",
            "    throw MessagePackReader.Failure(",
            f'        $"{first}"',
            *(f'        + $" or {names}"' for names in others),
            f"        + $\" for {union.told_by}, got '{{{told}}}'\", reader.Position);",
        ]
    parameter, found = f", string {told}", []
    if union.inside:
        absent = literal(union.absent or "")
        parameter, found = "", [f"string {told} = reader.PeekText({literal(union.told_by)}) ?? {absent};"]
    head = f"internal static {union.type} Read(ref MessagePackReader reader{parameter})"
    return block(head, [*found, *block(f"switch ({told})", cases)])
