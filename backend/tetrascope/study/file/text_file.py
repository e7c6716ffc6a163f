"""The text of a file that a person writes, or what keeps it from being read."""

from collections.abc import Callable
from pathlib import Path

from tetrascope.errors import InvalidInput, NotFound
from tetrascope.study.file.fault import PlacedFault


def text_of(
    path: Path, of: str, max_bytes: int, hint: str, rejected: Callable[[str, list[PlacedFault]], InvalidInput]
) -> str:
    """The text of a file, with line feeds alone.

    Args:
        path: the file.
        of: what it is the file of, such as `study`.
        max_bytes: size of the largest that is read.
        hint: what to do where there is none.
        rejected: makes the error of a file in which something is wrong.

    Raises:
        NotFound: there is no file that can be read.
        InvalidInput: it is larger, or what `rejected` makes of a file that is not UTF-8.
    """
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        expected = f"Expected the file of a {of}, got {str(path)!r}: {error.strerror}."
        raise NotFound(expected, hint=hint) from None
    if len(data) > max_bytes:
        raise InvalidInput(
            f"Expected the file of a {of} of at most {max_bytes} bytes, got a larger one: {str(path)!r}."
        )
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"Expected text in UTF-8, got the byte {data[error.start]:#04x}."
        raise rejected(str(path), [PlacedFault(line, "", message, "Save the file as UTF-8.")]) from None
