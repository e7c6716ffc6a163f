"""Who met what in which order: a row for each condition with an image, as it was written down beforehand."""

from collections.abc import Iterator
from typing import NamedTuple

from tetrascope.study.records.recorded import Participant
from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.shared_columns import participant_columns
from tetrascope.study.results.table import Column, Table
from tetrascope.study.session.order import Trial


class TrialResult(NamedTuple):
    """A row."""

    order: int
    place: int
    trial: Trial
    participant: Participant | None


def _rows(records: StudyRecords) -> Iterator[TrialResult]:
    participants = {each.order_number: each for each in records.participants()}
    for order in records.orders():
        for place, trial in enumerate(order.trials, start=1):
            yield TrialResult(order.number, place, trial, participants.get(order.number))


ORDER_TABLE: Table[TrialResult] = Table(
    name="orders",
    row="a condition with an image, in the order in which a participant meets them",
    rows=_rows,
    columns=[
        Column("order", "whole number", "The order's number.", lambda row: row.order),
        *participant_columns(lambda row: row.participant),
        Column("place", "whole number", "The place in the order, from 1.", lambda row: row.place),
        Column("condition", "text", "The condition.", lambda row: row.trial.condition),
        Column("image", "text", "The image.", lambda row: row.trial.image),
    ],
)
