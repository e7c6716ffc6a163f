"""One writer: whoever opens a study's records holds a lock, which the system lets go of when its process ends."""

from pathlib import Path

from tetrascope.errors import Busy
from tetrascope.file_lock import FileLock, Held

RECORDS_OPEN = "records_open"
"""The code of the error where records have another writer."""


class StoreLock:
    """A lock beside the records.

    Raises:
        Busy: another process, or this one, has opened these records.
        sqlite3.OperationalError: the file of the lock cannot be opened.
    """

    def __init__(self, records: Path) -> None:
        try:
            self._lock = FileLock(records.with_name(f"{records.name}.lock"))
        except Held:
            raise Busy(
                f"Expected records that nobody else is writing, got {str(records)!r}, which another program has open.",
                code=RECORDS_OPEN,
                hint="Stop the other one, or name another file.",
            ) from None

    def release(self) -> None:
        """Let the next one write."""
        self._lock.release()
