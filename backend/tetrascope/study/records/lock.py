"""One writer: whoever opens a study's records holds a lock, which the system lets go of when its process ends."""

import sqlite3
from pathlib import Path

from tetrascope.errors import Busy

RECORDS_OPEN = "records_open"
"""The code of the error where records have another writer."""


class StoreLock:
    """A lock beside the records, taken by SQLite's own locks on files, which work alike on every system.

    Raises:
        Busy: another process, or this one, has opened these records.
        sqlite3.OperationalError: the file of the lock cannot be opened.
    """

    def __init__(self, records: Path) -> None:
        self._connection = sqlite3.connect(
            records.with_name(f"{records.name}.lock"), timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._connection.close()
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise Busy(
                f"Expected records that nobody else is writing, got {str(records)!r}, which another program has open.",
                code=RECORDS_OPEN,
                hint="Stop the other one, or name another file.",
            ) from None

    def release(self) -> None:
        """Let the next one write."""
        self._connection.close()
