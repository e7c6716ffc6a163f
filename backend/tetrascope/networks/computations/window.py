"""The window that an operation moves over a map."""

from tetrascope.networks.geometry import reading_of
from tetrascope.networks.graph import Call, size_of
from tetrascope.protocol.receptive_field import Step


def steps_of(call: Call) -> tuple[Step, Step]:
    """How rows and columns are read, by convolutions and poolings."""
    reading = reading_of(call, size_of(call.inputs[0]))
    if isinstance(reading, tuple):
        return reading
    raise NotImplementedError(f"{call.name} reads no window.")
