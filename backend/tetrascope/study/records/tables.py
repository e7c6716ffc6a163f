"""The tables of a study's records, and the version of their form."""

import sqlite3
from pathlib import Path

from tetrascope.errors import InvalidInput, NotFound

APPLICATION_ID = 0x54534355
"""Marks a SQLite file as the records of a study ("TSCU")."""
VERSION = 1
"""Kept in the file. Whoever changes a table raises it, and writes what makes the new form of the old one."""
_TABLES = """
CREATE TABLE study (
    definition TEXT NOT NULL,            -- JSON, complete
    last_participant INTEGER NOT NULL,   -- numbers are never given twice
    cleaning_due INTEGER NOT NULL        -- whether somebody was forgotten, and the file is not yet free of them
);
CREATE TABLE orders (
    number INTEGER PRIMARY KEY,
    trials TEXT NOT NULL                 -- JSON, written down before the first session
);
CREATE TABLE participants (
    number INTEGER PRIMARY KEY,
    order_number INTEGER NOT NULL UNIQUE REFERENCES orders (number),
    simulated INTEGER NOT NULL,          -- 1 where nobody was there: a dry run
    added_ms REAL NOT NULL,
    key TEXT NOT NULL UNIQUE,            -- opens their session
    step TEXT NOT NULL,                  -- where they go on, as it follows from the events
    step_ms REAL,                        -- when the first event at it arrived
    ended_ms REAL,                       -- when they came to the last step
    events INTEGER NOT NULL DEFAULT 0,   -- how many there are
    size INTEGER NOT NULL DEFAULT 0      -- characters of what they tell
);
CREATE TABLE controls (                  -- what the experimenter did with a session
    participant INTEGER NOT NULL REFERENCES participants (number),
    at_ms REAL NOT NULL,
    action TEXT NOT NULL
);
CREATE TABLE notes (                     -- what the experimenter wrote down
    participant INTEGER NOT NULL REFERENCES participants (number),
    at_ms REAL NOT NULL,
    step TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE TABLE events (
    id INTEGER PRIMARY KEY,              -- the order in which they arrived
    participant INTEGER NOT NULL,
    client TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    received_ms REAL NOT NULL,           -- by the server's clock
    wall_ms REAL NOT NULL,               -- by the client's
    monotonic_ms REAL NOT NULL,
    step TEXT NOT NULL,
    condition TEXT,
    image TEXT,
    scene TEXT,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,               -- JSON
    UNIQUE (participant, client, sequence)
);
CREATE INDEX finished ON events (participant, step) WHERE kind = 'step_finished';
CREATE INDEX languages ON events (participant) WHERE kind = 'language_chosen';
CREATE TABLE answers (                   -- the last one to each question; all of them are events
    participant INTEGER NOT NULL,
    step TEXT NOT NULL,
    item TEXT NOT NULL,
    question TEXT NOT NULL,
    condition TEXT,
    image TEXT,
    value TEXT NOT NULL,                 -- JSON
    event INTEGER NOT NULL REFERENCES events (id),
    PRIMARY KEY (participant, step, item)
) WITHOUT ROWID;
"""

_SETTINGS = (
    "synchronous = FULL",  # a commit waits for the disk
    "fullfsync = ON",  # on macOS, where the disk otherwise confirms what it has not yet written
    "checkpoint_fullfsync = ON",
    "secure_delete = ON",  # what is deleted is overwritten
    "temp_store = MEMORY",  # no copies elsewhere
    "foreign_keys = ON",
)


def connect(path: Path) -> sqlite3.Connection:
    """A connection that writes. Whatever it has committed is on the disk, and whatever it deletes is overwritten."""
    connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    try:
        _check_kind(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that only reads, and waits for nobody.

    Raises:
        NotFound: nothing is recorded there.
        InvalidInput: the file is something else, or of a version that is not known here.
        sqlite3.Error: it cannot be read.
    """
    nothing = NotFound(
        f"Expected the records of a study, got {str(path)!r}, where nothing is recorded.",
        hint="They come about as a study is run, or rehearsed; --records names others.",
    )
    if not path.is_file():
        raise nothing
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10, check_same_thread=False)
    try:
        connection.execute("PRAGMA temp_store = MEMORY")
        _check_kind(connection, path)
        if _number(connection, "PRAGMA application_id") != APPLICATION_ID:
            raise nothing
    except BaseException:
        connection.close()
        raise
    return connection


def _check_kind(connection: sqlite3.Connection, path: Path) -> None:
    """Raises `InvalidInput` where the file is something else, or of a version that is not known here."""
    try:
        application = _number(connection, "PRAGMA application_id")
        version = _number(connection, "PRAGMA user_version")
        tables = _number(connection, "SELECT count(*) FROM sqlite_master")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
            raise
        application, version, tables = 0, 0, 1
    if application == 0 and tables == 0:
        return  # a new file
    if application != APPLICATION_ID:
        raise InvalidInput(
            f"Expected the records of a study, got {str(path)!r}, which is another file.",
            hint="Name a new one. Nothing was changed.",
        )
    if version > VERSION:
        raise InvalidInput(
            f"Expected records of version {VERSION} or lower, got version {version}: {str(path)!r}.",
            hint="They were written by a newer Tetrascope; use that one.",
        )


def create_tables(connection: sqlite3.Connection) -> bool:
    """Make the tables in a new file, within a transaction; False where they are there."""
    if _number(connection, "PRAGMA application_id") == APPLICATION_ID:
        return False
    for statement in _TABLES.split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    return True


def _number(connection: sqlite3.Connection, query: str) -> int:
    (value,) = connection.execute(query).fetchone()
    return int(value)
