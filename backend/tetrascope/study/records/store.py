"""A study's records: its definition, orders, participants, and all that they do and answer, in one SQLite file.

What is acknowledged is on the disk (write-ahead log, `synchronous = FULL`), so that a server killed at any moment loses
none of it; what comes again is recorded once. https://www.sqlite.org/wal.html
"""

import json
import secrets
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from tetrascope.errors import Busy, InvalidInput
from tetrascope.protocol.study.events import EventBatch, EventReceipt, content_text
from tetrascope.protocol.study.overview import ControlAction
from tetrascope.study.definition.study import Study
from tetrascope.study.records.asked import Asked
from tetrascope.study.records.group_commit import GroupCommit, write_error
from tetrascope.study.records.lock import StoreLock
from tetrascope.study.records.recorded import Participant, no_such_participant
from tetrascope.study.records.recording import record
from tetrascope.study.records.standing import standing_of
from tetrascope.study.records.study_records import StudyRecords, order_of_participant
from tetrascope.study.records.tables import connect, create_tables
from tetrascope.study.session.order import Order, order_of, planned_orders
from tetrascope.study.session.plan import plan

KEY_BYTES = 16
"""Random bytes of a participant's key: 128 bits."""


class StudyStore(StudyRecords):
    """The records of one study, to write as well; methods may be called from any thread.

    Args:
        path: the file. It is made where there is none, and never overwritten.
        study: the study, complete. It may change until the first session begins; then it must be that of the file.
        clock: seconds since the beginning of 1970. It gives the time of arrival, on which nothing depends.

    Raises:
        Busy: another program has the file open, or the disk is full.
        InvalidInput: the file is something else, or holds the records of another study.
    """

    def __init__(self, path: Path, study: Study, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._asked: dict[int, Asked] = {}
        """Sessions by participant; they belong to the writing thread."""
        with ExitStack() as opened:
            try:
                opened.callback(StoreLock(path).release)
                connection = connect(path)
            except sqlite3.Error as error:
                raise write_error(error, path) from None
            self.study = study
            self._writer = GroupCommit(connection)
            opened.callback(self._writer.close)
            if self._writer.submit(self._begin).result():
                self._writer.submit(_clean, alone=True).result()
            super().__init__(path)
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Write what waits, and let others open the file."""
        self._opened.close()

    def _begin(self, connection: sqlite3.Connection) -> bool:
        """Write the study and its orders down, or compare; whether somebody is still to be forgotten."""
        definition = self.study.json_text()
        if create_tables(connection):
            connection.execute("INSERT INTO study VALUES (?, 0, 0)", (definition,))
            self._write_orders(connection)
            return False
        text, _, cleaning_due = connection.execute("SELECT * FROM study").fetchone()
        # As studies, not as texts: a later version may have more fields, with defaults.
        known = Study.model_validate(json.loads(text))
        if known != self.study:
            if _is_begun(connection):
                raise self._another(known)
            connection.execute("UPDATE study SET definition = ?", (definition,))
            connection.execute("DELETE FROM orders WHERE number NOT IN (SELECT order_number FROM participants)")
            self._write_orders(connection)
        return bool(cleaning_due)

    def _write_orders(self, connection: sqlite3.Connection) -> None:
        """Those of all who are planned, and of whoever is there."""
        orders = {each.number: each for each in planned_orders(self.study)}
        for (number,) in connection.execute("SELECT number FROM orders"):
            orders.setdefault(number, order_of(self.study, number))
        connection.executemany(
            "INSERT INTO orders VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET trials = excluded.trials",
            ((number, _trials_text(each)) for number, each in sorted(orders.items())),
        )

    def _another(self, known: Study) -> InvalidInput:
        changed = ", ".join(name for name in Study.model_fields if getattr(known, name) != getattr(self.study, name))
        return InvalidInput(
            f"Expected the study as it was when its first session began, got one with another {changed}.",
            code="study_changed",
            hint=f"Put {changed} back as before, or name another file for the records of the changed study.",
        )

    def add_participant(self, *, simulated: bool = False) -> Participant:
        """The next participant, with the first order that nobody has."""
        return self._writer.submit(lambda connection: self._add(connection, simulated)).result()

    def let_come(self, count: int) -> None:
        """Add so many participants, all of them people.

        Raises:
            InvalidInput: the records are those of a dry run.
        """

        def write(connection: sqlite3.Connection) -> None:
            if connection.execute("SELECT 1 FROM participants WHERE simulated").fetchone():
                raise InvalidInput(
                    "Expected records of people, got those of a dry run.",
                    field="records",
                    hint="People come to records of their own, by default those beside the study's file.",
                )
            for _ in range(count):
                self._add(connection, simulated=False)

        self._writer.submit(write).result()

    def _add(self, connection: sqlite3.Connection, simulated: bool) -> Participant:
        (last,) = connection.execute("SELECT last_participant FROM study").fetchone()
        taken = {number for (number,) in connection.execute("SELECT order_number FROM participants")}
        order_number = next(number for number in range(1, len(taken) + 2) if number not in taken)
        connection.execute(
            "INSERT OR IGNORE INTO orders VALUES (?, ?)",
            (order_number, _trials_text(order_of(self.study, order_number))),
        )
        participant = Participant(last + 1, order_number, simulated)
        first = plan(self.study, order_of(self.study, order_number))[0]
        connection.execute(
            "INSERT INTO participants (number, order_number, simulated, added_ms, key, step) VALUES (?, ?, ?, ?, ?, ?)",
            (*participant, self._clock() * 1000, secrets.token_urlsafe(KEY_BYTES), first.id),
        )
        connection.execute("UPDATE study SET last_participant = ?", (participant.number,))
        return participant

    def record(self, number: int, batch: EventBatch) -> "Future[EventReceipt]":
        """Record what a participant did. The receipt is there when all of it is on the disk.

        An event that was recorded before is acknowledged again; one that the study did not ask for is refused, and the
        others of its batch are not.

        Raises:
            Busy: too much waits to be written; the same batch may be sent again. The future raises it where the disk is
                full, `NotFound` where there is no such participant, and `Failed` where the file cannot be written.
        """

        def write(connection: sqlite3.Connection) -> EventReceipt:
            if number not in self._asked:
                self._asked[number] = Asked(self.study, order_of_participant(connection, number))
            return record(connection, number, self._asked[number], batch, received_ms=self._clock() * 1000)

        return self._writer.submit(write)

    def control(self, number: int, action: ControlAction) -> None:
        """Start, pause, resume or abort a session; no effect where that has been done already.

        Raises:
            InvalidInput: a session that stands so cannot be treated so.
            NotFound: there is no such participant.
        """

        def write(connection: sqlite3.Connection) -> None:
            if standing_of(connection, number).changes(action):
                connection.execute("INSERT INTO controls VALUES (?, ?, ?)", (number, self._clock() * 1000, action))

        self._writer.submit(write).result()

    def add_note(self, number: int, text: str) -> None:
        """Write down what the experimenter has noticed. Raises `NotFound` where there is no such participant."""

        def write(connection: sqlite3.Connection) -> None:
            step = standing_of(connection, number).step
            connection.execute("INSERT INTO notes VALUES (?, ?, ?, ?)", (number, self._clock() * 1000, step, text))

        self._writer.submit(write).result()

    def forget(self, number: int) -> None:
        """Erase a participant, so that no trace of what they did or answered is left in the file.

        Copies of the file, and what a file system or a disk keeps by itself, are beyond its reach.

        Raises:
            NotFound: there is no such participant.
            Busy: the disk is full, or somebody has been reading the file all the while. Who is no longer among
                `participants` is erased; what traces the file has still got go when it is opened next.
        """
        self._writer.submit(lambda connection: self._forget(connection, number), alone=True).result()

    def _forget(self, connection: sqlite3.Connection, number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        found = connection.execute("SELECT 1 FROM participants WHERE number = ?", (number,)).fetchone()
        if found is None:
            raise no_such_participant(number)
        connection.execute("UPDATE study SET cleaning_due = 1")
        for table in ("answers", "events", "controls", "notes"):
            connection.execute(f"DELETE FROM {table} WHERE participant = ?", (number,))
        connection.execute("DELETE FROM participants WHERE number = ?", (number,))
        connection.execute("COMMIT")
        self._asked.pop(number, None)
        _clean(connection)


def _is_begun(connection: sqlite3.Connection) -> bool:
    """Whether a session was started, something was recorded, or somebody was forgotten."""
    (begun,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM controls) OR EXISTS (SELECT 1 FROM events)"
        " OR last_participant > (SELECT count(*) FROM participants) FROM study"
    ).fetchone()
    return bool(begun)


def _clean(connection: sqlite3.Connection) -> None:
    """Write the file anew without what was deleted, and empty its log."""
    connection.execute("VACUUM")
    for _ in range(2):  # the file first, then the note that it is done
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise Busy(
                "Expected nobody reading the records for a moment, got a reader all the while.",
                hint="Close what reads them. They are cleaned when they are opened next.",
            )
        connection.execute("UPDATE study SET cleaning_due = 0 WHERE cleaning_due")


def _trials_text(order: Order) -> str:
    return content_text([trial.model_dump() for trial in order.trials])
