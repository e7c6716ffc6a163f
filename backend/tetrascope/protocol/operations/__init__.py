"""Every operation, one to a file: whatever declares an `OPERATION` in this folder is one."""

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Literal, TypeAlias, Union

from tetrascope.protocol.message import Message
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.part import Part
from tetrascope.protocol.request import AnalysisRequest

OPERATIONS: dict[str, Operation] = {
    module.name: import_module(f"{__name__}.{module.name}").OPERATION for module in iter_modules(__path__)
}
"""By name, which is the file's."""

OPERATION_OF: dict[type[AnalysisRequest], Operation] = {each.request: each for each in OPERATIONS.values()}
"""By what is asked with."""

PART_KINDS: dict[str, type[Part]] = {
    kind: message for operation in OPERATIONS.values() for kind, message in operation.parts.items()
}
"""Which message a part's `content` is, by the part's `kind`."""

KIND_OF: dict[type[Message], str] = {message: kind for kind, message in PART_KINDS.items()}
"""The same table, the other way round."""

REQUEST_OF = ", ".join(f"`{each.request.__name__}` for `{each.name}`" for each in OPERATIONS.values())
"""Which request each operation takes, for the description of a field that holds any of them."""

_NARROWEST_FIRST = sorted((each.request for each in OPERATIONS.values()), key=lambda each: len(each.model_fields))
"""Of several requests that fit equally well, the first is taken where nothing says which one it is."""

# What these are follows from the list, which a type checker cannot run.
if TYPE_CHECKING:
    OperationName: TypeAlias = str
    PartKind: TypeAlias = str
    AnyRequest: TypeAlias = AnalysisRequest
    AnyPart: TypeAlias = Part
    AnyAnswer: TypeAlias = Message
else:
    OperationName = Literal[tuple(OPERATIONS)]
    PartKind = Literal[tuple(PART_KINDS)]
    AnyRequest = Union[tuple(_NARROWEST_FIRST)]  # noqa: UP007 (how many is not known)
    AnyPart = Union[tuple(PART_KINDS.values())]  # noqa: UP007
    AnyAnswer = Union[tuple(each.answer for each in OPERATIONS.values())]  # noqa: UP007
