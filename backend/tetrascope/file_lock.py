"""A lock between processes, which the system lets go of when its holder ends, however that comes about."""

import sqlite3
from contextlib import closing
from pathlib import Path


class Held(Exception):
    """Another process, or this one, holds the lock."""


class FileLock:
    """Holds a lock from when it is made, taken by SQLite's own locks on files, which work alike on every system.

    Args:
        file: the lock's own file, made if need be; it stays when the lock is let go of.
        patience: seconds to wait for another's.

    Raises:
        Held: somebody else holds it.
        sqlite3.OperationalError: the file cannot be opened.
    """

    def __init__(self, file: Path, *, patience: float = 0.0) -> None:
        self._connection = sqlite3.connect(file, timeout=patience, isolation_level=None, check_same_thread=False)
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._connection.close()
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise Held(str(file)) from None

    def release(self) -> None:
        """Let the next one have it."""
        self._connection.close()

    def close(self) -> None:
        """The same, for `contextlib.closing`."""
        self.release()


def is_held(file: Path) -> bool:
    """Whether somebody holds the lock of that file now; any number may look at the same time."""
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(file, timeout=0.0, isolation_level=None)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # what only a holder keeps others from
            return False
    except sqlite3.OperationalError as error:  # nobody can hold what cannot be opened
        return error.sqlite_errorcode == sqlite3.SQLITE_BUSY
