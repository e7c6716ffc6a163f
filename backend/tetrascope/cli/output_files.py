"""Files that appear whole or not at all."""

import os
import secrets
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


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files under other names, then give each its own; after a failure no new file is left behind."""
    written: dict[Path, Path] = {}
    try:
        for name, content in files.items():
            temporary = folder / f".{name}.{secrets.token_hex(4)}.tmp"
            written[temporary] = folder / name
            temporary.write_bytes(content)
        for temporary, final in written.items():
            temporary.replace(final)
    finally:
        for temporary in written:
            temporary.unlink(missing_ok=True)
