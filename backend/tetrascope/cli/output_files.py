"""Files that appear whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tetrascope.errors import InvalidInput


@contextmanager
def output_folder(folder: Path) -> Iterator[Path]:
    """Make the folder, and what is above it, before long work; if the work fails, remove what was made and is empty.

    Raises:
        InvalidInput: there is a file of that name, or it cannot be made or written.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidInput(
            f"Expected a folder that can be made, got {str(folder)!r}: {error.strerror}.", field="out"
        ) from None
    if not os.access(folder, os.W_OK):
        raise InvalidInput(f"Expected a folder that can be written, got {str(folder)!r}.", field="out")
    try:
        yield folder
    except BaseException:
        for path in missing:
            try:
                path.rmdir()
            except OSError:
                break
        raise


@contextmanager
def all_or_none(folder: Path) -> Iterator[Path]:
    """A folder inside of `folder` to write files into: they come out of it together, after a failure none does."""
    temporary = folder / f".{secrets.token_hex(4)}.tmp"
    temporary.mkdir()
    try:
        yield temporary
        for path in temporary.iterdir():
            path.replace(folder / path.name)
    finally:
        shutil.rmtree(temporary)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files, or after a failure none."""
    with all_or_none(folder) as temporary:
        for name, content in files.items():
            (temporary / name).write_bytes(content)
