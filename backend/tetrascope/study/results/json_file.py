"""A table as JSON: one list, each row on a line of its own, so that it can also be read line by line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from tetrascope.protocol.study.events import content_text
from tetrascope.study.results.table import Row, Table


@contextmanager
def json_rows(table: Table[Row], file: IO[str]) -> Iterator[Callable[[Row], None]]:
    """Takes row after row."""
    columns = [(column.name, column.value) for column in table.columns_of("json")]
    separator = "\n"

    def write(row: Row) -> None:
        nonlocal separator
        file.write(separator + content_text({name: value(row) for name, value in columns}))
        separator = ",\n"

    file.write("[")
    yield write
    file.write("\n]\n")
