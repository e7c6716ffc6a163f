"""What is wrong with the file of a study."""

from typing import NamedTuple

from tetrascope.errors import InvalidInput
from tetrascope.protocol.complaint import Location, written

MAX_NOTES = 100
"""How many faults are told at once."""


class Fault(NamedTuple):
    """One thing that is wrong: where, what was expected and received, and what to do."""

    location: Location
    message: str
    hint: str | None = None

    @property
    def field(self) -> str:
        """Where in the file, such as `conditions[0].shows.k`."""
        return written(self.location)


class PlacedFault(NamedTuple):
    """A fault with its line."""

    line: int
    """1-based."""
    field: str
    """Empty for the file as a whole."""
    message: str
    hint: str | None = None

    def sentence(self, file: str) -> str:
        """All of it on one line that editors and terminals can follow to its place."""
        where = f"{file}:{self.line}: {self.field}: " if self.field else f"{file}:{self.line}: "
        return f"{where}{self.message}{f' {self.hint}' if self.hint else ''}"


class StudyRejected(InvalidInput):
    """The file of a study is wrong. The message tells the first fault; the notes of the exception tell the others."""

    default_code = "study_rejected"

    def __init__(self, file: str, faults: list[PlacedFault]) -> None:
        super().__init__(faults[0].sentence(file), hint="Mend this and look again: tetrascope study check FILE")
        self.faults = faults
        for fault in faults[1:MAX_NOTES]:
            self.add_note(fault.sentence(file))
        if len(faults) > MAX_NOTES:
            self.add_note(f"There are {len(faults) - MAX_NOTES} more.")
