"""A field of a message as C# has it: property, parameter, and how it is read."""

from dataclasses import dataclass
from typing import Any

from tetrascope.protocol.generator.csharp.text import camel, literal, pascal
from tetrascope.protocol.generator.csharp.types import ANY, ANY_MAP, Union, csharp_type, union_of, without_null
from tetrascope.protocol.message import Message

_VALUES = {
    "int": "Int32",
    "long": "Int64",
    "double": "Double",
    "string": "Text",
    "bool": "Boolean",
    "ReadOnlyMemory<byte>": "Bytes",
    ANY: "Any",
    ANY_MAP: "AnyMap",
}
"""What the reader calls plain values."""


@dataclass(frozen=True)
class Field:
    """One field of a message."""

    owner: type[Message]
    name: str
    schema: dict[str, Any]
    required: bool

    @property
    def const(self) -> str | None:
        """What it always holds."""
        value: str | None = self.schema.get("const")
        return value

    @property
    def plain(self) -> dict[str, Any]:
        """What it holds where it is not null."""
        return without_null(self.schema) or self.schema

    @property
    def union(self) -> Union | None:
        """The union of which it holds one."""
        return union_of(self.plain)

    @property
    def type(self) -> str:
        """Its type as a property."""
        return csharp_type(self.schema)

    @property
    def member(self) -> str:
        """Its name as a property; a class has no member of its own name."""
        name = pascal(self.name)
        return name if name != self.owner.__name__ else "Items" if "items" in self.schema else "Value"

    @property
    def has_constant(self) -> bool:
        """Whether there is a constant that holds its default."""
        value = self.schema.get("default")
        return self.const is None and value is not None and not isinstance(value, list | dict)

    @property
    def default(self) -> str:
        """What stands for its default in a list of parameters."""
        return f"Default{self.member}" if self.has_constant else "null"

    @property
    def local(self) -> str:
        """Its type as a parameter, where null stands for a default that is no constant."""
        return self.type if self.required or self.has_constant else f"{self.type.rstrip('?')}?"

    @property
    def parameter(self) -> str:
        """It as a parameter of the constructor."""
        return f"{self.local} {camel(self.name)}{'' if self.required else f' = {self.default}'}"

    @property
    def start(self) -> str:
        """What it is before it is read."""
        if not self.required:
            return self.default
        return "null" if self.type.endswith("?") else "default!"

    @property
    def value(self) -> str:
        """What its property is set to, in terms of parameters."""
        name = camel(self.name)
        if self.local == self.type:
            return name
        if self.owner.model_fields[self.name].default_factory is not None:
            return f"{name} ?? {camel(self._taken_from())}"
        if self.type == ANY_MAP:
            return f"{name} ?? new Dictionary<string, object?>()"
        item = self.type.removeprefix("IReadOnlyList<").removesuffix(">")
        return f"{name} ?? Array.Empty<{item}>()"

    @property
    def differs(self) -> str | None:
        """The condition under which it has another value than its default; None where it has none."""
        if self.required or self.const is not None:
            return None
        if self.has_constant or self.type.endswith("?"):
            return f"{self.member} != {self.default}"
        return f"{self.member}.Count > 0"

    def write(self) -> str:
        """How it is written."""
        method = "WriteAny" if self.type in (ANY, ANY_MAP) else "Write"
        return f"writer.{method}({literal(self.name)}, {self.member});"

    def read(self) -> str:
        """How its value is read."""
        if self.union is not None and not self.union.inside:
            return f"{self.union.base}.Read(ref reader, {camel(self.union.told_by)})"
        return _read(self.schema)

    def _taken_from(self) -> str:
        """The field whose value it has where it is left out."""
        asked = _Asked()
        factory = self.owner.model_fields[self.name].default_factory
        assert factory is not None
        factory(asked)  # type: ignore[call-arg]
        (name,) = asked.names
        return name


class _Asked(dict[str, float]):
    """Remembers which fields a default is made of."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def get(self, name: str, default: Any = None) -> Any:
        self.names.append(name)
        return default


def _read(schema: dict[str, Any]) -> str:
    value = without_null(schema)
    if value is not None:
        kind = csharp_type(value)
        null = f"({kind}?)null" if kind in ("int", "long", "double", "bool") else "null"
        return f"reader.TryReadNil() ? {null} : {_read(value)}"
    kind = csharp_type(schema)
    if kind in _VALUES:
        return f"reader.Read{_VALUES[kind]}()"
    if kind.startswith("IReadOnlyList<"):
        item = csharp_type(schema["items"])
        return f"reader.Read{_VALUES[item]}List()" if item in _VALUES else f"reader.ReadList({item}.Reader)"
    return f"{kind}.Read(ref reader)"
