"""A study's records, read. Nothing of it waits for who writes them, or makes them wait."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from tetrascope.errors import Failed
from tetrascope.protocol.study.event_kinds import EventKind
from tetrascope.study.definition.study import Study
from tetrascope.study.records.asked import Asked
from tetrascope.study.records.recorded import Participant, RecordedAnswer, RecordedEvent, no_such_participant
from tetrascope.study.records.standing import Standing, standing_of, standings
from tetrascope.study.records.tables import connect_to_read
from tetrascope.study.session.order import Order, Trial
from tetrascope.study.session.step import Step


class StudyRecords:
    """Reads the records of one study, also while another program writes them; methods may be called from any thread.

    Each answer is of one moment. All that is read of a `snapshot` is of the same one.

    Args:
        path: the file.

    Raises:
        NotFound: there is none.
        InvalidInput: it is something else.
        Failed: it cannot be read.
    """

    study: Study
    """The study as it was when its first session began."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held: sqlite3.Connection | None = None
        """Of a snapshot, the one connection that sees its moment."""
        with self._reading() as connection:
            (definition,) = connection.execute("SELECT definition FROM study").fetchone()
        self.study = Study.model_validate(json.loads(definition))

    @contextmanager
    def snapshot(self) -> Iterator["StudyRecords"]:
        """The records as they are now, whatever is written meanwhile; for one thread.

        The writer goes on, but its log grows, and who is to be forgotten is not, while a snapshot lasts.
        """
        records = StudyRecords(self.path)
        with self._reading() as connection:
            records._held = connection
            yield records

    def participants(self) -> list[Participant]:
        """All of them, by number."""
        with self._reading() as connection:
            rows = connection.execute("SELECT number, order_number, simulated FROM participants ORDER BY number")
            return [Participant(number, order, bool(simulated)) for number, order, simulated in rows]

    def orders(self) -> list[Order]:
        """The orders as they were written down."""
        with self._reading() as connection:
            rows = connection.execute("SELECT number, trials FROM orders ORDER BY number")
            return [_order_of_row(number, trials) for number, trials in rows]

    def steps(self, number: int) -> list[Step]:
        """The session of a participant. Raises `NotFound` where there is no such one."""
        with self._reading() as connection:
            return Asked(self.study, order_of_participant(connection, number)).steps

    def next_step(self, number: int) -> Step:
        """Where a participant goes on, at whatever client: the first step that is not finished, or lacks an answer.

        Raises:
            NotFound: there is no such participant.
        """
        name = self.standing(number).step
        return next(step for step in self.steps(number) if step.id == name)

    def standing(self, number: int) -> Standing:
        """How the session of a participant stands. Raises `NotFound` where there is no such one."""
        with self._reading() as connection:
            return standing_of(connection, number)

    def standings(self) -> list[Standing]:
        """The same of all, by number."""
        with self._reading() as connection:
            return standings(connection)

    def language(self, number: int) -> str:
        """What a participant reads: the language that was chosen last, else the study's first."""
        with self._reading() as connection:
            row = connection.execute(
                "SELECT content FROM events"
                " WHERE participant = ? AND kind = 'language_chosen' ORDER BY id DESC LIMIT 1",
                (number,),
            ).fetchone()
        return self.study.languages[0] if row is None else str(json.loads(row[0])["language"])

    def events(self, number: int | None = None) -> list[RecordedEvent]:
        """What a participant did, or all of them, in the order of arrival."""
        return list(self.each_event(number))

    def each_event(self, number: int | None = None, kinds: Collection[EventKind] = ()) -> Iterator[RecordedEvent]:
        """The same one by one, for more than memory holds; of all kinds, or of some."""
        conditions = [] if number is None else ["participant = ?"]
        if kinds:
            conditions.append(f"kind IN ({', '.join('?' * len(kinds))})")
        query = f"SELECT * FROM events {_where(conditions)} ORDER BY id"
        with self._reading() as connection:
            for *values, content in connection.execute(query, (*_given(number), *kinds)):
                yield RecordedEvent._make((*values, json.loads(content)))

    def events_at(self, number: int, step: str) -> list[RecordedEvent]:
        """What a participant did at a step, in the order of arrival."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT * FROM events WHERE participant = ? AND step = ? ORDER BY id", (number, step)
            )
            return [RecordedEvent._make((*values, json.loads(content))) for *values, content in rows]

    def answers(self, number: int | None = None) -> list[RecordedAnswer]:
        """The last answer of a participant, or of all of them, to each question, in the order of arrival."""
        query = (
            "SELECT answers.participant, answers.step, item, question, answers.condition, answers.image, value, event,"
            " wall_ms, received_ms FROM answers JOIN events ON events.id = event"
            f" {_where([] if number is None else ['answers.participant = ?'])} ORDER BY answers.participant, event"
        )
        with self._reading() as connection:
            rows = connection.execute(query, _given(number))
            return [RecordedAnswer._make((*row[:6], json.loads(row[6]), *row[7:])) for row in rows]

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one moment."""
        if self._held is not None:
            yield self._held
            return
        try:
            with closing(connect_to_read(self.path)) as connection:
                connection.execute("BEGIN")
                yield connection
        except sqlite3.Error as error:
            raise Failed(
                f"Expected records that can be read, got {error}.",
                hint="Look at the disk and at who may read there. SQLite also writes beside the file as it reads; "
                "where that cannot be, copy it elsewhere.",
            ) from None


def _where(conditions: Sequence[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _given(number: int | None) -> tuple[int, ...]:
    return () if number is None else (number,)


def order_of_participant(connection: sqlite3.Connection, number: int) -> Order:
    """The order that a participant has. Raises `NotFound` where there is no such one."""
    row = connection.execute(
        "SELECT orders.number, trials FROM participants JOIN orders ON orders.number = order_number"
        " WHERE participants.number = ?",
        (number,),
    ).fetchone()
    if row is None:
        raise no_such_participant(number)
    return _order_of_row(*row)


def _order_of_row(number: int, trials: str) -> Order:
    return Order(number=number, trials=[Trial.model_validate(trial) for trial in json.loads(trials)])
