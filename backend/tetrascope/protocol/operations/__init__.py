"""Every operation, one to a file: whatever declares an `OPERATION` in this folder is one."""

from importlib import import_module
from pkgutil import iter_modules

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
