"""A file of results: what its rows are, and what stands in each column."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from tetrascope.study.records.study_records import StudyRecords

Row = TypeVar("Row")
Form = Literal["csv", "json"]
FORMS: tuple[Form, ...] = ("csv", "json")
ColumnType = Literal["whole number", "number", "truth", "text", "time", "JSON", "number or text"]


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its name, type and meaning for the codebook, and its value in a row."""

    name: str
    type: ColumnType
    meaning: str
    value: Callable[[Row], Any]
    """The value; None where there is none."""
    unit: str = ""
    only: Form | None = None
    """The one form of the file that has it; both without."""


@dataclass(frozen=True)
class Table(Generic[Row]):
    """A file of results. Its rows come one by one, however many they are."""

    name: str
    """The file's name, without its ending."""
    row: str
    """What a row is, in words."""
    columns: Sequence[Column[Row]]
    rows: Callable[[StudyRecords], Iterator[Row]]

    def columns_of(self, form: Form) -> list[Column[Row]]:
        """The columns of the file in that form."""
        return [column for column in self.columns if column.only in (None, form)]
